#pragma once
// Reads JSON and NDJSON, token by token as simdjson finds them.

#include "core/yaml/yaml_reader.h"

namespace pw::yaml {

/// Sets the builder's format to NdJson when values follow each other line by line.
ReadOutcome readJson(const ByteScan& scan, const ReadLimits& limits, const std::stop_token& stop,
                     DocumentBuilder& builder, ProblemList& problems);

} // namespace pw::yaml
