#include "app/connections/known_contexts.h"
#include "app/connections/open_client.h"
#include "app/pwctl/connection.h"
#include "app/pwctl/http_server.h"
#include "app/pwctl/token_file.h"
#include "core/api/sender.h"
#include "core/organization/local_organization.h"

#include <charconv>
#include <filesystem>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

struct Address
{
    std::string host;
    int port = 0;
};

/// `127.0.0.1:8080`, `[::1]:0`, `8080`.
Result<Address> addressOf(const std::string& word)
{
    Address address{"127.0.0.1", 0};
    const std::size_t colon = word.rfind(':');
    if (colon != std::string::npos)
        address.host = word.substr(0, colon);
    if (address.host.starts_with('[') && address.host.ends_with(']'))
        address.host = address.host.substr(1, address.host.size() - 2);
    const std::string_view port
        = std::string_view(word).substr(colon == std::string::npos ? 0 : colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (error != std::errc() || end != port.data() + port.size() || address.port < 0
        || address.port > 65535 || address.host.empty())
        return Error{"wrong-value", "--listen takes HOST:PORT, not \"" + word + "\"", {}};
    return address;
}

bool isLoopback(const std::string& host)
{
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

/// Beside the database, unless the person says where.
std::string tokenPath(const Arguments& arguments, const std::string& database)
{
    if (arguments.has("token-file"))
        return arguments.value("token-file");
    return (std::filesystem::path(database).parent_path() / "serve.token").string();
}

api::Response answer(organization::LocalTransport& transport, const api::Request& request,
                     const std::stop_token& stop)
{
    Result<api::Response> reply = transport.send(request, {}, stop);
    return reply ? std::move(*reply) : organization::errorResponse(503, reply.error().message);
}

int serve(const Address& address, const std::string& token, const std::string& tokenFile,
          std::shared_ptr<organization::LocalOrganization> organization, Session& session)
{
    const std::string uid = organization->store().organizationUid();
    organization::LocalTransport transport(
        organization::LocalOrganization::service(std::move(organization)));
    ServerOptions options;
    options.host = address.host;
    options.port = address.port;
    options.token = token;
    // When the program is told to end, writes that have begun are finished and reads are given up.
    HttpServer server(
        [&](const api::Request& request) {
            return answer(transport, request,
                          api::isRead(request) ? session.around.stop : std::stop_token());
        },
        options);
    const Result<int> port = server.listen();
    if (!port)
        return failed(port.error(), session);
    const std::string host
        = address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]";
    const std::string url = "http://" + host + ":" + std::to_string(*port);
    session.out += "Serving " + uid + " on " + url + "\n";
    session.say("The key is in " + tokenFile + ". For spyctl:");
    session.say("  spyctl config set-apisecret -k \"$(cat '" + tokenFile + "')\" -u " + url
                + " local");
    session.say("  spyctl config set-context -o " + uid + " -s local local");
    session.flush();
    const std::stop_callback onStop(session.around.stop, [&] { server.stop(); });
    if (!session.around.stop.stop_requested())
        server.run();
    return ok;
}

int runServe(const Arguments& arguments, Session& session)
{
    const Result<Address> address = addressOf(arguments.value("listen", "127.0.0.1:0"));
    if (!address)
        return failed(address.error(), session);
    if (!isLoopback(address->host) && !arguments.has("allow-remote")) {
        session.say(address->host
                    + " can be reached from other machines, and the key would travel there in "
                      "plain sight; --allow-remote serves all the same");
        return couldNot;
    }
    const auto generation = organization::generationNamed(arguments.value("generation", "auto"));
    const std::string database
        = arguments.value("db", connections::localDatabasePath(session.around.variable));
    auto organization = connections::openLocal(database, session.forConnections(),
                                               generation.value_or(organization::Generation::Auto));
    if (!organization)
        return failed(organization.error(), session);
    for (const organization::OpenNote& note : (*organization)->store().notes())
        session.say(note.message);
    const std::string tokenFile = tokenPath(arguments, database);
    const Result<std::string> token = tokenIn(tokenFile);
    if (!token)
        return failed(token.error(), session);
    return serve(*address, *token, tokenFile, std::move(*organization), session);
}

} // namespace

Command serveCommand()
{
    return {{"serve",
             "Put the local organization behind HTTP on this machine, for spyctl and others.",
             {},
             {{0, {"db"}, Takes::One, "FILE", "the local organization of another file", {}, false},
              {0,
               {"listen"},
               Takes::One,
               "HOST:PORT",
               "127.0.0.1 and any free port unless given",
               {},
               false},
              {0,
               {"token-file"},
               Takes::One,
               "FILE",
               "the key that clients show; made when it is missing",
               {},
               false},
              {0,
               {"generation"},
               Takes::One,
               "WHICH",
               "in which shape policies are listed; auto tells clients apart",
               {"auto", "0.13", "0.24"},
               false},
              {0,
               {"allow-remote"},
               Takes::Nothing,
               {},
               "listen on an address that other machines reach, without TLS",
               {},
               false}}},
            runServe};
}

} // namespace pw::pwctl
