#pragma once

#include "net/message.h"

#include <map>
#include <string>
#include <string_view>

namespace carepress::service {

/// The files of the pages, read once. Each is sent with an entity tag.
class WebFiles {
public:
    /// Reads all files of `folder`. Throws EnvironmentError.
    explicit WebFiles(const std::string& folder);

    struct File {
        std::string media_type, tag;
        net::Body bytes;
    };
    /// Null if there is none of this name ("find.js", "words/es.json").
    const File* find(std::string_view name) const;

private:
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace carepress::service
