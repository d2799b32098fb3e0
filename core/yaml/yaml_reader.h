#pragma once
// Reads YAML through libyaml's events.

#include "core/yaml/byte_scan.h"
#include "core/yaml/document_builder.h"
#include "core/yaml/reader.h"

namespace pw::yaml {

/// What a reader made of a text, and how far it came.
struct ReadOutcome
{
    bool accepted = false; ///< read to the end by the rules of the format
    text::ByteOffset reached = 0; ///< where it had to stop
};

ReadOutcome readYaml(const ByteScan& scan, const ReadLimits& limits, const std::stop_token& stop,
                     DocumentBuilder& builder, ProblemList& problems);

} // namespace pw::yaml
