#include "service/fhir_search.h"

#include "base/ascii.h"
#include "base/percent.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace carepress::service {
namespace {

constexpr std::size_t most_values = 100;

/// Splits at `separator` where no backslash is before it (FHIR R4, 3.1.1.4.7); backslashes stay.
std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            parts.back().append(text.substr(i, 2));
            ++i;
        } else if (text[i] == separator) {
            parts.emplace_back();
        } else {
            parts.back() += text[i];
        }
    }
    return parts;
}

std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        plain += text[i];
    }
    return plain;
}

FhirToken read_token(const std::string& text) {
    const std::vector<std::string> parts = split(text, '|');
    if (parts.size() == 1) return {std::nullopt, unescaped(parts[0])};
    return {unescaped(parts[0]), unescaped(parts[1])};
}

std::vector<FhirToken> read_tokens(std::string_view value) {
    std::vector<FhirToken> tokens;
    for (const std::string& part : split(value, ','))
        if (!part.empty()) tokens.push_back(read_token(part));
    return tokens;
}

void add_parameter(std::string& query, std::string_view name, std::string_view value) {
    if (!query.empty()) query += '&';
    query.append(name).append("=");
    for (const char c : value) {
        if (is_unreserved(c))
            query += c;
        else
            append_percent_encoded(query, c);
    }
}

std::optional<std::size_t> read_number(std::string_view text) {
    constexpr std::size_t most = 1'000'000'000;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number > most) return std::nullopt;
    return number;
}

bool prefers_strictness(const net::Headers& headers) {
    const std::string prefer = ascii_lower(headers.joined("Prefer"));
    for (std::size_t begin = 0; begin < prefer.size();) {
        const std::size_t end = std::min(prefer.find_first_of(",;", begin), prefer.size());
        if (trim(std::string_view(prefer).substr(begin, end - begin)) == "handling=strict") return true;
        begin = end + 1;
    }
    return false;
}

/// Reads one parameter after the other.
class SearchReader {
public:
    std::optional<FhirProblem> read(const std::string& name, const std::string& value) {
        if (value.empty()) return std::nullopt;  // as if it were not there (FHIR R4, 3.1.1.4.1)
        if (name == "_count") return read_count(value);
        if (name == "_offset") return read_offset(value);
        if (name == "_summary") return read_summary(value);
        // Who asks for a part of the elements may get all of them (FHIR R4, 3.1.1.5.8).
        static constexpr std::array<std::string_view, 3> without_effect{"_format", "_pretty", "_elements"};
        if (std::find(without_effect.begin(), without_effect.end(), name) != without_effect.end()) return std::nullopt;
        const std::string base = name.substr(0, name.find_first_of(":."));
        const auto& known = document_parameters();
        const auto line = std::find_if(known.begin(), known.end(), [&](const auto& each) { return each.name == base; });
        if (line == known.end()) {
            search_.has_unknown = true;
            return std::nullopt;
        }
        if (line->parameter == DocumentParameter::subject) {
            search_.is_of_person = true;
            return std::nullopt;
        }
        if (base != name) return FhirProblem{400, "not-supported", "modifiers and chains are not supported"};
        std::vector<FhirToken> tokens = read_tokens(value);
        values_ += tokens.size();
        if (values_ > most_values) return FhirProblem{400, "too-costly", "a search may have 100 values at most"};
        search_.conditions.push_back({line->parameter, std::move(tokens)});
        add_parameter(search_.own_query, name, value);
        return std::nullopt;
    }

    DocumentSearch take() { return std::move(search_); }

private:
    std::optional<FhirProblem> read_count(const std::string& value) {
        const std::optional<std::size_t> count = read_number(value);
        if (!count) return FhirProblem{400, "invalid", "_count must be a number"};
        if (*count == 0) search_.only_total = true;
        search_.count = std::clamp<std::size_t>(*count, 1, most_documents);
        return std::nullopt;
    }
    std::optional<FhirProblem> read_offset(const std::string& value) {
        const std::optional<std::size_t> offset = read_number(value);
        if (!offset) return FhirProblem{400, "invalid", "_offset must be a number: follow the links of a page"};
        search_.offset = *offset;
        return std::nullopt;
    }
    std::optional<FhirProblem> read_summary(const std::string& value) {
        static constexpr std::array<std::string_view, 5> known{"count", "true", "false", "text", "data"};
        if (std::find(known.begin(), known.end(), value) == known.end())
            return FhirProblem{400, "invalid", "_summary must be count, true, false, text or data"};
        search_.only_total = search_.only_total || value == "count";
        return std::nullopt;
    }

    DocumentSearch search_;
    std::size_t values_ = 0;
};

}  // namespace

const std::vector<DocumentParameterLine>& document_parameters() {
    using enum DocumentParameter;
    static const std::vector<DocumentParameterLine> lines{
        {"_id", id, "token", ""},
        {"identifier", identifier, "token", "the code of an article, which its translations share, or its address"},
        {"code", code, "token",
         "Handouts for somebody with this code of a record, the most fitting first; J45.909 finds those about J45, too",
         false},
        {"event", event, "token", "a topic of the article, letter by letter"},
        {"language", language, "token",
         "of each article the translation that suits the language best: es-MX finds es if the article is not in es-MX"},
        {"type", type, "token", ""},
        {"category", category, "token", "a group of topics, as /v1/topics lists them"},
        {"status", status, "token", ""},
        {"contenttype", content_type, "token", ""},
        {"subject", subject, "reference", "finds nothing: no handout of the library belongs to somebody"},
        {"patient", subject, "reference", "finds nothing, as subject"},
        {"encounter", subject, "reference", "finds nothing, as subject"}};
    return lines;
}

std::variant<DocumentSearch, FhirProblem> read_document_search(const net::Request& request) {
    SearchReader reader;
    for (const auto& [name, value] : request.target.query)
        if (const std::optional<FhirProblem> problem = reader.read(name, value)) return *problem;
    DocumentSearch search = reader.take();
    if (search.has_unknown && prefers_strictness(request.headers))
        return FhirProblem{400, "not-supported", "a search parameter is not one that /fhir/metadata lists"};
    return search;
}

}  // namespace carepress::service
