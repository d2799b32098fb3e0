#include "tests/transport/certificates.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>

namespace pw::tests {
namespace {

void addExtension(X509* certificate, int id, const std::string& value)
{
    if (value.empty())
        return;
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

void setSerial(X509* certificate)
{
    std::array<unsigned char, 8> bytes{};
    RAND_bytes(bytes.data(), bytes.size());
    bytes[0] = static_cast<unsigned char>(bytes[0] & 0x7FU);
    BIGNUM* const number = BN_bin2bn(bytes.data(), bytes.size(), nullptr);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
}

} // namespace

std::string Certificate::pem() const
{
    BIO* const memory = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(memory, x509.get());
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    std::string out(bytes, static_cast<std::size_t>(size));
    BIO_free(memory);
    return out;
}

Certificate makeCertificate(const CertificateText& text, const Certificate* issuer)
{
    Certificate out{{X509_new(), X509_free}, {EVP_EC_gen("P-256"), EVP_PKEY_free}};
    X509* const x509 = out.x509.get();
    X509_set_version(x509, 2);
    setSerial(x509);
    X509_gmtime_adj(X509_getm_notBefore(x509), text.from);
    X509_gmtime_adj(X509_getm_notAfter(x509), text.until);
    X509_set_pubkey(x509, out.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(text.name.c_str()), -1, -1,
                               0);
    X509_set_issuer_name(x509,
                         X509_get_subject_name(issuer != nullptr ? issuer->x509.get() : x509));
    addExtension(x509, NID_basic_constraints,
                 text.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    addExtension(x509, NID_subject_alt_name, text.names);
    addExtension(x509, NID_ext_key_usage, text.usage);
    X509_sign(x509, issuer != nullptr ? issuer->key.get() : out.key.get(), EVP_sha256());
    return out;
}

Certificate makeAuthority(const std::string& name)
{
    CertificateText text;
    text.name = name;
    text.names.clear();
    text.usage.clear();
    text.authority = true;
    return makeCertificate(text);
}

} // namespace pw::tests
