#include "record/receipt.h"

#include "base/digest.h"
#include "base/name_uuid.h"
#include "record/json.h"

namespace carepress::record {
namespace {

std::string line_of(const Json& article) {
    std::string line = "Article " + text_member(article, "code");
    for (const char* name : {"version", "language"})
        if (const std::string text = text_member(article, name); !text.empty())
            line += ", " + std::string(name) + " " + text;
    const Json& pages = member(article, "pages");
    if (pages.is_number_unsigned() && pages > 0) line += ", pages " + std::to_string(pages.get<unsigned>());
    if (const std::string hash = text_member(article, "sha256"); !hash.empty()) line += ", SHA-256 " + hash;
    return line;
}

}  // namespace

std::variant<GivenReceipt, std::string> read_receipt(std::string_view json, std::string_view pdf) {
    const Json document = parse_json(json);
    const Json& version = member(document, "receipt");
    if (!document.is_object() || version.is_null()) return std::string("it is not a receipt of carepress visit");
    if (version != 1) return std::string("it is a receipt of another version of carepress");
    GivenReceipt receipt;
    const std::string key = text_member(document, "key");
    receipt.identifier = is_uuid_urn(key) ? key : name_uuid("job\n" + key);
    receipt.given_at = text_member(document, "given_at");
    receipt.patient = text_member(document, "patient");
    receipt.encounter = text_member(document, "encounter");
    const Json& given = member(document, "pdf");
    receipt.title = text_member(given, "title");
    receipt.language = text_member(given, "language");
    receipt.sha256 = text_member(given, "sha256");
    const Json& articles = member(document, "articles");
    if (articles.is_array())
        for (const Json& article : articles) receipt.articles.push_back(line_of(article));
    if (key.empty() || receipt.patient.empty() || receipt.encounter.empty())
        return std::string("it names no job, patient or encounter");
    if (receipt.sha256 != hex(sha256(pdf))) return std::string("it is the receipt of another PDF");
    return receipt;
}

}  // namespace carepress::record
