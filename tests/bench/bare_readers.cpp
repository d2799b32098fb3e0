#include "tests/bench/bare_readers.h"

#include <simdjson.h>
#include <yaml.h>

namespace pw::bench {

bool bareYamlPass(std::string_view bytes)
{
    yaml_parser_t parser;
    if (yaml_parser_initialize(&parser) == 0)
        return false;
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(bytes.data()),
                                 bytes.size());
    bool ok = true;
    for (bool more = true; more && ok;) {
        yaml_event_t event;
        ok = yaml_parser_parse(&parser, &event) != 0;
        if (ok) {
            more = event.type != YAML_STREAM_END_EVENT;
            yaml_event_delete(&event);
        }
    }
    yaml_parser_delete(&parser);
    return ok;
}

bool bareJsonPass(std::string_view bytes)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    return parser.parse(bytes.data(), bytes.size()).get(root) == simdjson::SUCCESS;
}

} // namespace pw::bench
