#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carepress::article {

/// A file format that cannot be read as an article, and what an author can do about it.
struct OtherFormat {
    std::string_view name;  ///< with its article: "a PDF file", "JSON"
    std::string_view hint;
};

/// "md" of "notes/Ankle care.MD": what follows the last point of a file's name, in lower case. Empty: none.
std::string file_extension(std::string_view name);

/// What `bytes`, the whole of the file `name`, are if they are neither Markdown, HTML nor text, though each of the last
/// two readers would make something of them: binary documents by their first bytes; XML by its root element; JSON, CSV,
/// gettext catalogues, MHTML, e-mail and the markup of other writers (AsciiDoc, reStructuredText, MediaWiki, Org,
/// LaTeX, roff, Textile) by the name's extension or by lines that prose does not have. nullopt: none of these.
std::optional<OtherFormat> other_format(std::string_view name, std::string_view bytes);

/// The same of text that begins with "<", by its root element and document type. nullopt: HTML, or a format that is not
/// known here.
std::optional<OtherFormat> other_xml_format(std::string_view text);

/// The same of a start tag ("<task id="a">") and a document type declaration ("" for none).
std::optional<OtherFormat> other_xml_format(std::string_view root_tag, std::string_view document_type);

}  // namespace carepress::article
