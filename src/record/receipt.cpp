#include "record/receipt.h"

#include "base/digest.h"
#include "base/name_uuid.h"
#include "record/json.h"

namespace carepress::record {
namespace {

HandoutArticle article_of(const Json& article) {
    const Json& pages = member(article, "pages");
    return {text_member(article, "code"), text_member(article, "version"), text_member(article, "language"),
            text_member(article, "sha256"), pages.is_number_unsigned() ? pages.get<unsigned>() : 0};
}

}  // namespace

std::variant<GivenReceipt, std::string> read_receipt(std::string_view json, std::string_view pdf) {
    const Json document = parse_json(json);
    const Json& version = member(document, "receipt");
    if (!document.is_object() || version.is_null()) return std::string("it is not a receipt of carepress");
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
        for (const Json& article : articles) receipt.articles.push_back(article_of(article));
    if (key.empty() || receipt.patient.empty() != receipt.encounter.empty() ||
        (!receipt.is_summary() && receipt.articles.empty()))
        return std::string("it names no job, or not both patient and encounter");
    if (receipt.sha256 != hex(sha256(pdf))) return std::string("it is the receipt of another PDF");
    return receipt;
}

}  // namespace carepress::record
