#include "visit/plain_instruction.h"

#include "base/language.h"
#include "visit/sig.h"
#include "visit/sig_tokens.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace carepress::visit {
namespace {

/// English by its language tag; without one, unless it has a small word of another language: "im" is a muscle in one
/// and "in the" in another.
bool is_english(const RecordText& text) {
    if (!text.language.empty()) return primary_subtag(text.language) == "en";
    static constexpr auto foreign = std::to_array<std::string_view>(
        {"der", "die", "das", "und", "mit",  "nicht", "el", "la", "los", "las", "una", "con", "por", "para", "cada",
         "le",  "les", "et",  "une", "avec", "pour",  "il", "di", "e",   "com", "uma", "nie", "ou",  "y"});
    const std::vector<SigToken> tokens = sig_tokens(text.text);
    return std::none_of(tokens.begin(), tokens.end(), [&](const SigToken& token) {
        const std::string_view written = std::string_view(text.text).substr(token.begin, token.end - token.begin);
        return token.kind == SigToken::Kind::word && written == token.lower && is_one_of(token.lower, foreign);
    });
}

/// The sentence says how often, by which route or how much. `tokens` are its own.
bool speaks_of_doses(std::string_view sentence, const std::vector<SigToken>& tokens) {
    static constexpr auto doses = std::to_array<std::string_view>(
        {"bid", "tid", "qid", "qd", "qod", "qday", "qhs", "qam", "qpm", "tiw", "prn", "mso", "mgso", "subq", "sq"});
    static constexpr auto units = std::to_array<std::string_view>(
        {"mg",      "mgs",      "mcg",  "ug",   "g",    "gm",    "gms",    "ml",      "cc",  "u",
         "iu",      "units",    "unit", "meq",  "tab",  "tabs",  "tablet", "tablets", "cap", "caps",
         "capsule", "capsules", "gtt",  "gtts", "drop", "drops", "puff",   "puffs"});
    static constexpr auto sides = std::to_array<std::string_view>({"od", "os", "ou", "ad", "as", "au"});
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view written = sentence.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
        if (is_one_of(tokens[i].lower, doses)) return true;
        if (i > 0 && tokens[i - 1].is_number() && is_one_of(tokens[i].lower, units)) return true;
        if (tokens[i].is("q") && i + 1 < tokens.size() && tokens[i + 1].is_number()) return true;
        const bool upper = std::all_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (upper && is_one_of(tokens[i].lower, sides)) return true;
    }
    return false;
}

/// "Stage IV" or "PO box" in a sentence about doses: it is left as written, with a warning.
bool holds_another_sense(const std::vector<SigToken>& tokens) {
    static constexpr auto before_numeral =
        std::to_array<std::string_view>({"stage", "class", "grade", "type", "factor", "category"});
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens[i + 1].is("iv") && is_one_of(tokens[i].lower, before_numeral)) return true;
        if (tokens[i].is("po") && tokens[i + 1].is("box")) return true;
    }
    return false;
}

/// Past the end of the sentence that begins at `begin`: at the end of the line, or of a sentence before a capital
/// letter.
std::size_t end_of_sentence(std::string_view text, std::size_t begin) {
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (text[at] == '\n') return at + 1;
        const bool ends = text[at] == '.' || text[at] == '!' || text[at] == '?' || text[at] == ';';
        if (ends && at + 2 < text.size() && text[at + 1] == ' ' && text[at + 2] >= 'A' && text[at + 2] <= 'Z')
            return at + 2;
    }
    return text.size();
}

PlainSig write_out_sentences(std::string_view text) {
    PlainSig plain;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = end_of_sentence(text, begin);
        const std::string_view sentence = text.substr(begin, end - begin);
        begin = end;
        const std::vector<SigToken> tokens = sig_tokens(sentence);
        if (!speaks_of_doses(sentence, tokens)) {
            plain.text += sentence;
        } else if (holds_another_sense(tokens)) {
            plain.text += sentence;
            plain.unclear = true;
        } else {
            PlainSig one = write_out_abbreviations(sentence, {});
            plain.text += one.text;
            plain.unclear = plain.unclear || one.unclear;
        }
    }
    return plain;
}

void warn(const Element& at, const std::string& what) {
    at.problems().diagnostics().warning(
        "record/abbreviation"_code, at.json().span(), at.path() + ": " + what,
        "write out in the record what is meant (ISMP, List of Error-Prone Abbreviations)");
}

}  // namespace

RecordText plain_instruction(const Element& at, RecordText text) {
    if (text.empty() || !is_english(text)) return text;
    PlainSig plain = write_out_sentences(text.text);
    if (text.text.size() > longest_instruction) {
        if (plain.unclear || plain.text != text.text)
            warn(at, "abbreviations that have been misread are not written out in a text of this length");
        return text;
    }
    if (plain.unclear) warn(at, "an abbreviation that has been misread cannot be written out surely");
    text.text = std::move(plain.text);
    return text;
}

bool is_of_eye(std::string_view words) {
    static constexpr auto of_eye = std::to_array<std::string_view>(
        {"eye",         "eyes",      "eyelid",      "cataract",       "glaucoma",  "retina", "retinal",
         "retinopathy", "cornea",    "corneal",     "conjunctivitis", "macular",   "macula", "uveitis",
         "iritis",      "keratitis", "blepharitis", "vision",         "visual",    "ocular", "optic",
         "vitreous",    "stye",      "chalazion",   "pterygium",      "amblyopia", "myopia", "hyphema"});
    const std::vector<SigToken> tokens = sig_tokens(words);
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const SigToken& token) { return is_one_of(token.lower, of_eye); });
}

RecordText plain_eye_side(RecordText text, bool of_eye) {
    if (!is_english(text) || !(of_eye || is_of_eye(text.text))) return text;
    static constexpr auto sides = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"OD", "right eye"}, {"OS", "left eye"}, {"OU", "both eyes"}});
    const std::vector<SigToken> tokens = sig_tokens(text.text);
    std::string out;
    std::size_t copied = 0;
    for (const SigToken& token : tokens) {
        const std::string_view written = std::string_view(text.text).substr(token.begin, token.end - token.begin);
        for (const auto& [code, side] : sides) {
            if (written != code) continue;
            out += text.text.substr(copied, token.begin - copied);
            if (out.ends_with(' ') && out.size() > 1 && out[out.size() - 2] != ',' && out[out.size() - 2] != '(')
                out.replace(out.size() - 1, 1, ", ");
            out += side;
            copied = token.end;
        }
    }
    out += text.text.substr(copied);
    text.text = std::move(out);
    return text;
}

}  // namespace carepress::visit
