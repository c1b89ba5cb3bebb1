#include "visit/receipt.h"

#include "base/base64.h"
#include "base/digest.h"
#include "base/given_handout.h"
#include "base/hex.h"
#include "base/json_text.h"
#include "base/name_uuid.h"
#include "base/percent.h"
#include "visit/record_time.h"
#include "visit/systems.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <utility>

namespace carepress::visit {
namespace {

using Json = nlohmann::ordered_json;

/// What may be in a search parameter as it is (RFC 3986, unreserved); the rest as %xx, in lower case.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c))
            out += c;
        else
            append_hex_byte(out += '%', static_cast<std::uint8_t>(c), lower_hex_digits);
    }
    return out;
}

Json coding(std::string_view system, std::string_view code, std::string_view display = {}) {
    Json one{{"system", system}, {"code", code}};
    if (!display.empty()) one["display"] = display;
    return {{"coding", Json::array({std::move(one)})}};
}

Json reference(const std::string& to) { return {{"reference", to}}; }

/// To the second and with a zone, as an instant is; a time that leaves the seconds out gets ":00".
std::string instant_of(const RecordTime& time) {
    if (!time.has_time()) return {};
    std::string text = time.text;
    if (text.size() > 16 && text[16] != ':') text.insert(16, ":00");
    return text;
}

/// docs/visits.md. `made` has what comes first.
Json with_pdf_and_articles(Json made, const ReceiptRequest& request) {
    Json articles = Json::array();
    for (const GivenArticle& article : request.articles) {
        Json one{{"code", article.code}, {"version", article.version}, {"language", article.language}};
        if (!article.sha256.empty()) one["sha256"] = article.sha256;
        if (!article.sha256.empty() || article.pages > 0) one["pages"] = article.pages;
        articles.push_back(std::move(one));
    }
    made["pdf"] = {{"title", request.title},
                   {"language", request.language},
                   {"pages", request.pages},
                   {"size", request.pdf.size()},
                   {"sha256", hex(sha256(request.pdf))}};
    made["articles"] = std::move(articles);
    return made;
}

class ReceiptMaker {
public:
    ReceiptMaker(const Visit& visit, const ReceiptRequest& request, std::string given_at)
        : visit_(visit), request_(request), given_at_(std::move(given_at)), sha256_(hex(sha256(request.pdf))) {
        const std::string own = visit.encounter.reference + "\n" + sha256_;
        key_ = request.job_key.empty() ? name_uuid("carepress receipt\n" + own) : request.job_key;
    }

    Receipt make() const { return {json_text(own_form(), 2) + "\n", json_text(bundle(), 2) + "\n"}; }

private:
    Json own_form() const {
        Json made{{"receipt", 1}, {"key", key_}};
        if (!given_at_.empty()) made["given_at"] = given_at_;
        made["patient"] = visit_.patient.reference;
        made["encounter"] = visit_.encounter.reference;
        return with_pdf_and_articles(std::move(made), request_);
    }

    Json bundle() const {
        const std::string document_url = name_uuid("DocumentReference\n" + key_);
        return {{"resourceType", "Bundle"},
                {"type", "transaction"},
                {"entry", Json::array({entry(document_url, document()),
                                       entry(name_uuid("Communication\n" + key_), communication(document_url))})}};
    }

    Json entry(const std::string& url, Json resource) const {
        const std::string type = resource["resourceType"];
        return {{"fullUrl", url},
                {"resource", std::move(resource)},
                {"request",
                 {{"method", "POST"},
                  {"url", type},
                  {"ifNoneExist", "identifier=" + escaped(identifier_system) + "%7C" + escaped(identifier_value())}}}};
    }

    /// The identifier's system is "any URI", so the value is one whatever the key looks like.
    std::string identifier_value() const { return key_.starts_with("urn:uuid:") ? key_ : name_uuid("job\n" + key_); }
    Json identifiers() const { return Json::array({{{"system", identifier_system}, {"value", identifier_value()}}}); }

    /// Who gave it: the clinician of the visit, else the organisation.
    std::string author() const {
        for (const bool primary : {true, false})
            for (const Participant& each : visit_.encounter.participants)
                if (!each.reference.empty() && (each.is_primary || !primary)) return each.reference;
        return visit_.encounter.provider.reference;
    }

    Json document() const {
        constexpr std::string_view categories =
            "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";
        Json made{
            {"resourceType", "DocumentReference"},
            {"identifier", identifiers()},
            {"status", "current"},
            {"docStatus", "final"},
            {"type", coding(systems::loinc, "67781-5", "Summarization of encounter note Narrative")},
            {"category", Json::array({coding(categories, "clinical-note", "Clinical Note")})},
            {"subject", reference(visit_.patient.reference)},
        };
        if (!given_at_.empty()) made["date"] = given_at_;
        if (const std::string by = author(); !by.empty()) made["author"] = Json::array({reference(by)});
        if (const std::string& by = visit_.encounter.provider.reference; !by.empty()) made["custodian"] = reference(by);
        made["content"] = Json::array({{{"attachment", attachment()}}});
        made["context"] = {{"encounter", Json::array({reference(visit_.encounter.reference)})}, {"related", related()}};
        return made;
    }

    /// As record::attach() has it, by which the handout is recognised later.
    Json related() const {
        Json all = Json::array();
        const auto add = [&](std::string_view system, std::string value) {
            all.push_back({{"identifier", {{"system", system}, {"value", std::move(value)}}}});
        };
        add(given_summary_system, visit_.encounter.reference);
        for (const GivenArticle& article : request_.articles)
            if (!article.code.empty())
                add(given_article_system, given_article(article.code, article.language, article.version));
        return all;
    }

    Json attachment() const {
        Json made{{"contentType", "application/pdf"}};
        if (!request_.language.empty()) made["language"] = request_.language;
        made["data"] = to_base64(request_.pdf);
        made["size"] = request_.pdf.size();
        made["hash"] = to_base64(bytes_of(sha1(request_.pdf)));
        if (!request_.title.empty()) made["title"] = request_.title;
        if (!given_at_.empty()) made["creation"] = given_at_;
        return made;
    }

    Json communication(const std::string& document_url) const {
        Json payload = Json::array({{{"contentReference", reference(document_url)}}});
        for (const GivenArticle& article : request_.articles) payload.push_back({{"contentString", line_of(article)}});
        Json made{{"resourceType", "Communication"},
                  {"identifier", identifiers()},
                  {"status", "completed"},
                  {"category", Json::array({coding("http://terminology.hl7.org/CodeSystem/communication-category",
                                                   "instruction", "Instruction")})},
                  {"subject", reference(visit_.patient.reference)},
                  {"encounter", reference(visit_.encounter.reference)}};
        if (!given_at_.empty()) made["sent"] = given_at_;
        made["recipient"] = Json::array({reference(visit_.patient.reference)});
        if (const std::string by = author(); !by.empty()) made["sender"] = reference(by);
        made["payload"] = std::move(payload);
        return made;
    }

    static std::string line_of(const GivenArticle& article) {
        std::string line = "Article " + article.code;
        if (!article.version.empty()) line += ", version " + article.version;
        if (!article.language.empty()) line += ", language " + article.language;
        if (article.pages > 0) line += ", pages " + std::to_string(article.pages);
        if (!article.sha256.empty()) line += ", SHA-256 " + article.sha256;
        return line;
    }

    static constexpr std::string_view identifier_system = "urn:ietf:rfc:3986";
    const Visit& visit_;
    const ReceiptRequest& request_;
    std::string given_at_, sha256_, key_;
};

}  // namespace

std::string make_article_receipt(const ReceiptRequest& request) {
    const std::string key = name_uuid("carepress handout\n" + hex(sha256(request.pdf)));
    return json_text(with_pdf_and_articles({{"receipt", 1}, {"key", key}}, request), 2) + "\n";
}

std::optional<Receipt> make_receipt(const Visit& visit, const ReceiptRequest& request, Diagnostics& diagnostics) {
    const std::optional<RecordTime> stated = read_time(request.given_at);
    if (!request.given_at.empty() && (!stated || !stated->has_time())) {
        diagnostics.error("receipt/invalid-time"_code, {}, "the time of the receipt is not a valid FHIR instant",
                          "write it like 2026-11-22T10:15:00-05:00");
        return std::nullopt;
    }
    // The end of a visit that goes on is only planned, and its start is not when anything was given.
    const bool finished = visit.encounter.state == EncounterState::finished;
    std::string given_at = stated     ? instant_of(*stated)
                           : finished ? instant_of(visit.encounter.period.end)
                                      : std::string{};
    if (given_at.empty())
        diagnostics.note("receipt/no-time"_code, {},
                         "the receipt does not say when it was given: the visit has not ended, or states no time",
                         "SOURCE_DATE_EPOCH states it");
    if (visit.patient.reference.empty() || visit.encounter.reference.empty())
        diagnostics.error("receipt/no-references"_code, {}, "a receipt needs references to patient and encounter",
                          "each entry of the bundle needs a fullUrl, or its resource an id");
    if (visit.patient.reference.empty() || visit.encounter.reference.empty()) return std::nullopt;
    constexpr std::size_t taken_inline = std::size_t{5} * 1024 * 1024;
    if (request.pdf.size() > taken_inline)
        diagnostics.warning("receipt/large"_code, {},
                            "the PDF is over 5 MiB: some servers refuse so much within a DocumentReference");
    return ReceiptMaker(visit, request, std::move(given_at)).make();
}

}  // namespace carepress::visit
