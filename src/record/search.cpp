#include "record/search.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace carepress::record {
namespace {

/// What is about the request or the form of the answer; with any other code, something may have been kept back.
constexpr std::array<std::string_view, 9> harmless_codes{"informational", "invalid",   "structure",
                                                         "required",      "value",     "invariant",
                                                         "extension",     "duplicate", "multiple-matches"};
constexpr std::array<std::string_view, 4> withheld_codes{"suppressed", "forbidden", "security", "login"};

template <class List>
bool is_one_of(std::string_view text, const List& list) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// Reads the pages of one search, one after the other.
class Pages {
public:
    Pages(const RecordClient& client, std::string_view type) : client_(client), type_(type) {}

    Outcome<SearchResult> run(std::string path) {
        for (int page = 1; !path.empty(); ++page) {
            if (page > client_.limits().pages) return incomplete("it has more pages than are read");
            if (!visited_.insert(path).second) return incomplete("the record sends in a circle of pages");
            Outcome<std::string> next = read_page(std::move(path));
            if (auto* const failure = std::get_if<RecordFailure>(&next)) {
                // What is wrong in itself, such as an answer about somebody else, is never used in part.
                if (page == 1 || failure->kind == FailureKind::not_understood) return std::move(*failure);
                return incomplete("page " + std::to_string(page) + " could not be read: " + failure->what);
            }
            path = std::get<std::string>(std::move(next));
            if (bytes_ > client_.limits().bytes) return incomplete("it is larger than is read");
        }
        if (total_ > matches_)
            return incomplete("the record found " + std::to_string(total_) + " and sent " + std::to_string(matches_));
        return std::move(result_);
    }

private:
    SearchResult incomplete(std::string why) {
        if (result_.incomplete.empty()) result_.incomplete = std::move(why);
        return std::move(result_);
    }

    /// The address of the next page; empty if there is none.
    Outcome<std::string> read_page(std::string path) {
        RecordRequest request;
        request.path = std::move(path);
        Outcome<RecordAnswer> outcome = client_.send_patiently(request);
        if (auto* const failure = std::get_if<RecordFailure>(&outcome)) return std::move(*failure);
        const RecordAnswer& answer = std::get<RecordAnswer>(outcome);
        Outcome<Json> parsed = resource_in(answer);
        if (auto* const failure = std::get_if<RecordFailure>(&parsed)) return std::move(*failure);
        const Json& bundle = std::get<Json>(parsed);
        if (text_member(bundle, "resourceType") != "Bundle" || text_member(bundle, "type") != "searchset")
            return not_understood("the record answers a search with something else than its result");
        bytes_ += answer.body.size();
        const Json& total = member(bundle, "total");
        if (total.is_number_integer() && total > 0) total_ = std::max(total_, total.get<std::int64_t>());
        if (auto failure = take_entries(bundle, answer.body)) return std::move(*failure);
        return next_page(bundle);
    }

    std::optional<RecordFailure> take_entries(const Json& bundle, std::string_view raw) {
        const Json& entries = member(bundle, "entry");
        if (entries.is_null()) return std::nullopt;
        const std::vector<std::string_view> raws = raw_items(raw_member(raw, "entry").value_or(""));
        if (!entries.is_array() || raws.size() != entries.size())
            return not_understood("the entries of the record's answer are not a list");
        for (std::size_t i = 0; i < raws.size(); ++i)
            if (auto failure = take_entry(entries[i], raws[i])) return failure;
        return std::nullopt;
    }

    std::optional<RecordFailure> take_entry(const Json& entry, std::string_view raw) {
        FoundResource found;
        found.value = member(entry, "resource");
        found.type = text_member(found.value, "resourceType");
        if (found.type == "OperationOutcome") {
            take_outcome(found.value);
            return std::nullopt;
        }
        const std::string mode = text_member(member(entry, "search"), "mode");
        const std::optional<std::string_view> text = raw_member(raw, "resource");
        found.id = text_member(found.value, "id");
        if (!text || found.type.empty() || !is_id(found.id))
            return not_understood("an entry of the record's answer has no resource with an id");
        if (names_another(text_member(entry, "fullUrl"), found))
            return not_understood("fullUrl and id of an entry of the record's answer disagree");
        found.is_match = mode.empty() ? found.type == type_ : mode == "match";
        if (found.is_match && found.type != type_)
            return not_understood("the record answers a search with resources of another type");
        found.json = std::string(*text);
        matches_ += found.is_match ? 1 : 0;
        result_.resources.push_back(std::move(found));
        return std::nullopt;
    }

    /// A RESTful address of this type, but with another id.
    static bool names_another(std::string url, const FoundResource& found) {
        url = url.substr(0, url.find("/_history/"));
        const std::size_t slash = url.rfind('/');
        return url.starts_with("http") && slash != std::string::npos && slash > 0 &&
               url.substr(0, slash).ends_with("/" + found.type) && url.substr(slash + 1) != found.id;
    }

    void take_outcome(const Json& outcome) {
        const Json& issues = member(outcome, "issue");
        if (!issues.is_array()) return;
        for (const Json& issue : issues) {
            const std::string severity = text_member(issue, "severity"), code = text_member(issue, "code");
            const bool is_error = severity == "error" || severity == "fatal";
            if (!is_error && (severity != "warning" || is_one_of(code, harmless_codes))) continue;
            result_.is_withheld |= is_one_of(code, withheld_codes);
            if (result_.incomplete.empty()) result_.incomplete = "the record warns that its answer may not be complete";
        }
    }

    Outcome<std::string> next_page(const Json& bundle) {
        const Json& links = member(bundle, "link");
        if (!links.is_array()) return std::string();
        for (const Json& link : links) {
            if (text_member(link, "relation") != "next") continue;
            std::string url = text_member(link, "url");
            if (client_.is_below_base(url)) return url;
            if (result_.incomplete.empty())
                result_.incomplete =
                    "its next page has another address than the record; if it is the record's own, give that as its "
                    "URL";
        }
        return std::string();
    }

    const RecordClient& client_;
    const std::string_view type_;
    SearchResult result_;
    std::set<std::string> visited_;
    std::int64_t total_ = 0, matches_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace

Outcome<SearchResult> search(const RecordClient& client, const std::string& path, std::string_view type) {
    return Pages(client, type).run(path);
}

Outcome<FoundResource> read_resource(const RecordClient& client, std::string_view type, std::string_view id) {
    RecordRequest request;
    request.path = std::string(type) + "/" + std::string(id);
    Outcome<RecordAnswer> outcome = client.send_patiently(request);
    if (auto* const failure = std::get_if<RecordFailure>(&outcome)) return std::move(*failure);
    RecordAnswer& answer = std::get<RecordAnswer>(outcome);
    Outcome<Json> parsed = resource_in(answer);
    if (auto* const failure = std::get_if<RecordFailure>(&parsed)) return std::move(*failure);
    FoundResource found;
    found.value = std::get<Json>(std::move(parsed));
    found.type = text_member(found.value, "resourceType");
    found.id = text_member(found.value, "id");
    if (found.type != type || found.id != id)
        return not_understood("the record answers with another resource than the one that was asked for");
    found.json = std::move(answer.body);
    return found;
}

}  // namespace carepress::record
