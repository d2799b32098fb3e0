#pragma once
// Certificates made on the spot, good ones and bad ones.

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace pw::tests {

struct Certificate
{
    std::shared_ptr<X509> x509;
    std::shared_ptr<EVP_PKEY> key;

    [[nodiscard]] std::string pem() const;
};

/// What a certificate says. Times are seconds from now.
struct CertificateText
{
    std::string name = "localhost";
    std::string names = "DNS:localhost,IP:127.0.0.1"; ///< subjectAltName; empty: none
    long from = -3600;
    long until = 3600;
    bool authority = false;
    std::string usage = "serverAuth"; ///< extendedKeyUsage; empty: none
};

/// Signed by the issuer, or by itself without one.
[[nodiscard]] Certificate makeCertificate(const CertificateText& text,
                                          const Certificate* issuer = nullptr);
/// An authority of that name.
[[nodiscard]] Certificate makeAuthority(const std::string& name);

} // namespace pw::tests
