#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carepress::import {

/// What became of a run of pandoc.
struct PandocResult {
    enum class End { done, missing, failed, too_slow } end = End::failed;
    std::string html;   ///< a whole page, of `done`
    std::string fault;  ///< what pandoc said, of `failed`, on one line
};

/// Makes HTML of a document by pandoc, with --sandbox: it opens no file but its own and nothing on the network. Needs
/// pandoc 2.15 or later in the PATH; waits two minutes at most. `format` is pandoc's name for it ("docx"), `title` the
/// page's if the document has none.
PandocResult html_by_pandoc(std::string_view format, std::string_view bytes, const std::string& title);

}  // namespace carepress::import
