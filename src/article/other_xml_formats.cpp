#include "article/other_formats.h"

#include <algorithm>

namespace carepress::article {
namespace {

constexpr OtherFormat dita{"DITA",
                           "make HTML of it, as in: dita --format=html5 --input=FILE, and press or import that"};
constexpr OtherFormat docbook{"DocBook", "make Markdown of it, as in: pandoc -f docbook -t gfm FILE -o FILE.md"};
constexpr OtherFormat jats{"JATS, an article of a journal",
                           "make Markdown of it, as in: pandoc -f jats -t gfm FILE -o FILE.md"};
constexpr OtherFormat tei{"TEI", "make HTML of it, and press or import that"};
constexpr OtherFormat xliff{"XLIFF, a translator's file", "make an article of it: carepress translate import FILE.xlf"};
constexpr OtherFormat fhir_xml{"a FHIR resource in XML", "carepress visit presses the bundle of a visit, in JSON"};
constexpr OtherFormat clinical_document{"a clinical document (HL7 CDA)",
                                        "carepress visit presses the FHIR bundle of a visit"};
constexpr OtherFormat feed{"a web feed", "import the pages that it lists"};
constexpr OtherFormat svg{"an SVG picture", "place it in an article as a picture"};
constexpr OtherFormat questions{"MedQuAD's questions and answers",
                                "write an answer as Markdown, or import the page that its url names"};

struct Root {
    std::string_view name;
    OtherFormat format;
};

constexpr Root xml_roots[] = {
    {"concept", dita},
    {"task", dita},
    {"reference", dita},
    {"topic", dita},
    {"glossentry", dita},
    {"glossgroup", dita},
    {"troubleshooting", dita},
    {"map", dita},
    {"bookmap", dita},
    {"dita", dita},
    {"book", docbook},
    {"chapter", docbook},
    {"refentry", docbook},
    {"TEI", tei},
    {"xliff", xliff},
    {"Bundle", fhir_xml},
    {"Composition", fhir_xml},
    {"ClinicalDocument", clinical_document},
    {"rss", feed},
    {"feed", feed},
    {"svg", svg},
};

/// "<task id="a">" of XML that begins with a declaration, comments, instructions and a document type, which goes to
/// `doctype`.
std::string_view root_tag(std::string_view text, std::string_view& doctype) {
    for (;;) {
        text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
        std::string_view end = ">";
        if (text.starts_with("<!--"))
            end = "-->";
        else if (text.starts_with("<?"))
            end = "?>";
        else if (!text.starts_with("<!"))
            break;
        const std::size_t at = text.find(end);
        if (at == std::string_view::npos) return {};
        if (text.starts_with("<!D") || text.starts_with("<!d")) doctype = text.substr(0, at);
        text.remove_prefix(at + end.size());
    }
    return text.starts_with('<') ? text.substr(0, text.find('>')) : std::string_view();
}

}  // namespace

std::optional<OtherFormat> other_xml_format(std::string_view root_tag, std::string_view document_type) {
    if (root_tag.starts_with('<')) root_tag.remove_prefix(1);
    std::string_view name = root_tag.substr(0, root_tag.find_first_of(" \t\r\n/>"));
    if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
    if (name == "html") return std::nullopt;
    if (root_tag.find("docbook.org/ns") != std::string_view::npos ||
        document_type.find("DocBook") != std::string_view::npos)
        return docbook;
    if (document_type.find("DITA") != std::string_view::npos) return dita;
    if (document_type.find("JATS") != std::string_view::npos ||
        document_type.find("NLM//DTD Journal") != std::string_view::npos ||
        root_tag.find("article-type=") != std::string_view::npos)
        return jats;
    if (name == "Document" && root_tag.find("qtype") == std::string_view::npos &&
        root_tag.find("source=") != std::string_view::npos && root_tag.find("url=") != std::string_view::npos)
        return questions;
    const auto* const root =
        std::find_if(std::begin(xml_roots), std::end(xml_roots), [&](const Root& each) { return each.name == name; });
    if (root == std::end(xml_roots)) return std::nullopt;
    return root->format;
}

std::optional<OtherFormat> other_xml_format(std::string_view text) {
    std::string_view document_type;
    const std::string_view root = root_tag(text, document_type);
    return other_xml_format(root, document_type);
}

}  // namespace carepress::article
