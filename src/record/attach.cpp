#include "record/attach.h"

#include "base/base64.h"
#include "base/json_text.h"
#include "record/find_document.h"
#include "record/handout_document.h"
#include "record/owner.h"
#include "record/read_back.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carepress::record {
namespace {

/// The id of what was created: in Location, since the answer may have no body (Oracle Health), else in the body.
std::string id_of_created(const RecordAnswer& answer, std::string_view type, std::string_view base) {
    std::string location(answer.headers.get("Location").value_or(""));
    if (location.empty()) location = answer.headers.get("Content-Location").value_or("");
    Target target = target_of(location, base);
    if (target.id.empty()) {  // a server behind a proxy may name itself otherwise
        const std::size_t at = location.rfind(std::string("/") + std::string(type) + "/");
        if (at != std::string::npos) target = target_of(location.substr(at + 1), base);
    }
    if (target.type == type) return target.id;
    const Json body = parse_json(answer.body);
    const std::string id = text_member(body, "id");
    return text_member(body, "resourceType") == type && is_id(id) ? id : std::string();
}

class Attacher {
public:
    Attacher(const RecordClient& client, const EhrProfile& profile, const FilingSettings& filing,
             const Handout& handout)
        : client_(client), profile_(profile), filing_(filing), handout_(handout) {}

    Attached run() {
        if (!can_attach()) return std::move(result_);
        Outcome<EncounterFacts> facts = read_encounter_facts(client_, handout_);
        if (const auto* const failure = std::get_if<RecordFailure>(&facts)) return not_attached(failure->what);
        facts_ = std::get<EncounterFacts>(std::move(facts));
        create();
        if (result_.state == AttachState::attached || result_.state == AttachState::already_there) complete();
        return std::move(result_);
    }

private:
    Attached not_attached(std::string why) {
        result_.state = AttachState::not_attached;
        result_.why = std::move(why);
        return std::move(result_);
    }

    bool can_attach() {
        if (!is_id(handout_.patient) || !is_id(handout_.encounter) ||
            !std::all_of(handout_.replaces.begin(), handout_.replaces.end(), is_id))
            result_.why = "patient, encounter or the older edition is not an id of FHIR";
        else if (profile_.pdf == PdfTransport::none)
            result_.why = "the record does not take documents";
        else if (profile_.pdf == PdfTransport::link && handout_.link.empty())
            result_.why =
                "the record does not take PDF files, and the address of the handout's page, to link to, was not given";
        return result_.why.empty();
    }

    /// Creates the document once. What a lost answer has done is looked up before another try.
    void create() {
        if (profile_.repeat == Repeat::search && look()) return;
        std::optional<AttachedContent> content = make_content();
        if (!content) return;
        RecordRequest request{.method = "POST", .path = "DocumentReference"};
        request.body = document_reference(profile_, filing_, handout_, facts_, *content);
        if (profile_.repeat == Repeat::conditional) request.if_none_exist = identifier_query(handout_.identifier);
        for (int next = 2;; ++next) {
            Outcome<RecordAnswer> outcome = client_.send(request);
            if (const auto* const answer = std::get_if<RecordAnswer>(&outcome)) return take(*answer);
            const RecordFailure& failure = std::get<RecordFailure>(outcome);
            if (!may_try_again(failure, next)) return;
        }
    }

    void take(const RecordAnswer& answer) {
        // 200 to a conditional create: there was one already (FHIR R4, 3.1.0.8.1), of this run if a try has failed.
        const bool was_there = answer.status == 200 && profile_.repeat == Repeat::conditional && result_.why.empty();
        result_.state = was_there ? AttachState::already_there : AttachState::attached;
        result_.why.clear();
        result_.id = id_of_created(answer, "DocumentReference", client_.base());
        if (!result_.id.empty()) return;
        const FoundDocument found = find_document(client_, profile_, handout_);
        result_.id = found.id.value_or("");
    }

    /// Sets the result if there is nothing to try.
    bool may_try_again(const RecordFailure& failure, int next) {
        result_.why = failure.what;
        result_.state = AttachState::not_attached;
        const bool may_be_done = failure.kind == FailureKind::no_answer || failure.kind == FailureKind::cancelled ||
                                 failure.kind == FailureKind::not_understood || failure.status >= 500 ||
                                 failure.status == 408;
        if (failure.status == 412 && profile_.repeat == Repeat::conditional) {
            result_.state = AttachState::uncertain;
            result_.why = "the record has several documents with its identifier";
            return false;
        }
        if (failure.kind == FailureKind::busy && !may_be_done) return client_.wait_to_retry(failure, next);
        if (!may_be_done) return false;
        const bool is_patient = failure.kind == FailureKind::busy && client_.wait_to_retry(failure, next);
        if (profile_.repeat == Repeat::conditional && is_patient) return true;  // the record itself prevents a copy
        if (profile_.repeat != Repeat::ask && look()) return false;
        const bool is_free = profile_.repeat == Repeat::search && is_patient && is_certain_;
        result_.state = is_free ? AttachState::not_attached : AttachState::uncertain;
        return is_free;
    }

    /// Whether the handout is there already, or cannot be looked for: then the result says so.
    bool look() {
        const FoundDocument found = find_document(client_, profile_, handout_);
        is_certain_ = found.is_certain;
        if (found.id) {
            result_.state = result_.why.empty() ? AttachState::already_there : AttachState::attached;
            result_.id = *found.id;
            result_.why.clear();
            return true;
        }
        if (found.is_certain) return false;
        if (result_.why.empty()) {  // nothing was sent yet
            result_.state = AttachState::not_attached;
            result_.why = found.why;
        } else {
            result_.state = AttachState::uncertain;
            result_.why += "; " + found.why;
        }
        return true;
    }

    /// Where the PDF goes; nothing if it could not go there.
    std::optional<AttachedContent> make_content() {
        if (profile_.pdf == PdfTransport::link) return AttachedContent{handout_.link, "text/html"};
        if (profile_.pdf != PdfTransport::binary) return AttachedContent{};
        const Json binary{{"resourceType", "Binary"},
                          {"contentType", "application/pdf"},
                          {"securityContext", {{"reference", "Patient/" + handout_.patient}}},
                          {"data", to_base64(handout_.pdf)}};
        // A second Binary that nothing leads to is not a second document, so this may be tried again.
        Outcome<RecordAnswer> outcome =
            client_.send_patiently({.method = "POST", .path = "Binary", .body = json_text(binary)});
        if (const auto* const failure = std::get_if<RecordFailure>(&outcome)) {
            result_.why = "the PDF could not be stored: " + failure->what;
            return std::nullopt;
        }
        const std::string id = id_of_created(std::get<RecordAnswer>(outcome), "Binary", client_.base());
        if (id.empty()) result_.why = "the record does not say where it stored the PDF";
        if (id.empty()) return std::nullopt;
        return AttachedContent{"Binary/" + id, "application/pdf"};
    }

    /// Reads it back, and does what comes after; the handout stays attached whatever fails.
    void complete() {
        if (result_.id.empty()) {
            result_.notes.emplace_back("the record does not say which document it made, so it was not read back");
        } else {
            const ReadBack back = read_back(client_, handout_, result_.id);
            result_.is_opened = back.is_opened;
            if (!back.why.empty()) result_.notes.push_back(back.why);
            if (back.is_wrong) return;  // the older edition stays in force
        }
        replace_older();
        if (result_.state == AttachState::attached && filing_.sends_communication && profile_.takes_communications &&
            !result_.id.empty())
            tell();
    }

    void replace_older() {
        std::size_t superseded = 0, older = 0;
        for (const std::string& id : handout_.replaces) {
            if (id == result_.id) continue;
            ++older;
            const std::string why = profile_.supersedes ? supersede(client_, handout_.patient, id)
                                                        : std::string("the record does not offer to update documents");
            if (why.empty())
                ++superseded;
            else
                result_.notes.push_back("the older edition stays current: " + why);
        }
        result_.is_superseded = older > 0 && superseded == older;
    }

    void tell() {
        RecordRequest request{.method = "POST", .path = "Communication"};
        request.body = communication(handout_, facts_, result_.id);
        request.if_none_exist = identifier_query(handout_.identifier);
        const Outcome<RecordAnswer> outcome = client_.send(request);
        if (const auto* const failure = std::get_if<RecordFailure>(&outcome))
            result_.notes.push_back("the Communication was not made: " + failure->what);
    }

    const RecordClient& client_;
    const EhrProfile& profile_;
    const FilingSettings& filing_;
    const Handout& handout_;
    EncounterFacts facts_;
    Attached result_;
    bool is_certain_ = true;  ///< what look() found last
};

}  // namespace

DocumentCode document_code(std::string_view text, const DocumentCode& usual) {
    const std::size_t bar = text.find('|');
    DocumentCode code = usual;
    if (bar != std::string_view::npos) code.system = text.substr(0, bar);
    code.code = bar == std::string_view::npos ? text : text.substr(bar + 1);
    if (code.code != usual.code || code.system != usual.system) code.display.clear();
    return code;
}

std::string line_of(const HandoutArticle& article) {
    std::string line = "Article " + article.code;
    if (!article.version.empty()) line += ", version " + article.version;
    if (!article.language.empty()) line += ", language " + article.language;
    if (article.pages > 0) line += ", pages " + std::to_string(article.pages);
    if (!article.sha256.empty()) line += ", SHA-256 " + article.sha256;
    return line;
}

std::string_view name_of(AttachState state) {
    constexpr std::array<std::string_view, 4> names{"attached", "already_there", "uncertain", "not_attached"};
    return names.at(static_cast<std::size_t>(state));
}

Attached attach(const RecordClient& client, const EhrProfile& profile, const FilingSettings& filing,
                const Handout& handout) {
    return Attacher(client, profile, filing, handout).run();
}

}  // namespace carepress::record
