#include "layout/break_text.h"

#include "base/hex.h"
#include "base/utf.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::layout {
namespace {

/// The place in the article of the character at `at`.
SourceSpan span_at(const text::StyledText& text, std::uint32_t at) {
    for (const text::StyledRun& run : text.runs)
        if (at < run.end) return run.span;
    return text.runs.empty() ? SourceSpan{} : text.runs.back().span;
}

/// The place in the article of the character `character`, which is at `at`: where its run's words in the source have
/// it. The run's own place if the source spells it in another way ("&#x1F600;").
SourceSpan span_of(char32_t character, const text::StyledText& text, std::uint32_t at, const Source& source) {
    const auto run = std::find_if(text.runs.begin(), text.runs.end(), [at](const auto& one) { return at < one.end; });
    if (run == text.runs.end()) return span_at(text, at);
    std::u16string unit;
    append_utf16(unit, character);
    std::string bytes;
    append_utf8(bytes, character);
    const std::string_view words = std::string_view(source.bytes).substr(0, run->span.end);
    std::size_t place = words.find(bytes, run->span.begin);
    for (std::size_t before = text.text.find(unit, run->begin); before < at && place != words.npos;
         before = text.text.find(unit, before + 1))
        place = words.find(bytes, place + bytes.size());
    if (place == words.npos) return run->span;
    const auto begin = static_cast<std::uint32_t>(place);
    return {begin, begin + static_cast<std::uint32_t>(bytes.size()), run->span.source};
}

/// "U+1F600 (😀)", without the sign where nothing would be seen.
std::string name_of(char32_t character) {
    std::string name = code_point_text(character);
    const auto one = static_cast<UChar32>(character);
    if (u_isgraph(one) == 0 || u_charType(one) == U_PRIVATE_USE_CHAR) return name;
    append_utf8(name += " (", character);
    return name += ")";
}

std::string hint_for(char32_t character, const text::FontLibrary& fonts) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(character), &status);
    const std::string_view package = fonts.absent_package(uscript_getShortName(script));
    const std::string hint = "write it in other words, or add a face that has it to fonts/fonts.yaml";
    return package.empty() ? hint : "install Debian's package " + std::string(package) + ", " + hint;
}

/// "Mongolian" where the character is of a script that is written in columns from top to bottom; else null.
const char* vertical_script(char32_t character) {
    const auto is_of = [&](UScriptCode script) { return uscript_hasScript(static_cast<UChar32>(character), script); };
    return is_of(USCRIPT_MONGOLIAN) ? "Mongolian" : is_of(USCRIPT_PHAGS_PA) ? "Phags-pa" : nullptr;
}

/// What a script's leading is of the style's own, in thousandths.
int leading_of(const style::Stylesheet& stylesheet, const char* script) {
    const auto found = stylesheet.leading_thousandths.find(script);
    return found == stylesheet.leading_thousandths.end() ? 1000 : found->second;
}

}  // namespace

TextBreaker::TextBreaker(const style::Stylesheet& stylesheet, std::span<const std::string> names, text::Shaper& shaper,
                         Diagnostics& diagnostics, std::vector<text::ShapedParagraph>& out)
    : stylesheet_(stylesheet), shaper_(shaper), diagnostics_(diagnostics), paragraphs_(out) {
    faces_.fill(text::no_face);
    latin_leading_ = leading_of(stylesheet_, "Latn");
    if (!stylesheet_.hyphenation.any()) return;
    for (const std::string& name : names) text::add_words(to_utf16(name), names_);
    std::sort(names_.begin(), names_.end());
}

std::uint32_t TextBreaker::shape(const text::StyledText& text) { return add(text, shaper_.shape(text)); }

std::uint32_t TextBreaker::shape_standing(const text::StyledText& text) {
    return add(text, shaper_.shape_standing(text));
}

std::uint32_t TextBreaker::add(const text::StyledText& text, text::ShapedParagraph paragraph) {
    paragraphs_.push_back(std::move(paragraph));
    for (const text::ShapedParagraph::Missing& missing : paragraphs_.back().missing) {
        if (const char* script = vertical_script(missing.character)) {
            if (!std::exchange(told_vertical_, true))
                diagnostics_.error(
                    "text/vertical-script"_code, span_at(text, missing.at),
                    std::string(script) + " script is written from top to bottom, and pages here are not",
                    "write the article in another script or language, such as Mongolian in Cyrillic");
            continue;
        }
        const std::uint32_t source = span_at(text, missing.at).source;
        const SourceSpan span = span_of(missing.character, text, missing.at, diagnostics_.source(source));
        diagnostics_.error("text/missing-glyph"_code, span,
                           "no font has the character " + diagnostics_.excerpt(name_of(missing.character), span.source),
                           hint_for(missing.character, shaper_.fonts()));
    }
    return static_cast<std::uint32_t>(paragraphs_.size() - 1);
}

bool TextBreaker::has_overlong(const text::ShapedParagraph& paragraph, Length measure) {
    return std::any_of(paragraph.segments.begin(), paragraph.segments.end(),
                       [&](const text::Segment& segment) { return segment.width > measure; });
}

void TextBreaker::cut_overlong(text::ShapedParagraph& paragraph, Length measure) {
    if (!has_overlong(paragraph, measure)) return;
    for (const std::uint32_t at : shaper_.split_overlong(paragraph, measure))
        diagnostics_.warning("text/word-cut"_code, span_at(*paragraph.text, at),
                             "a word is wider than the line and was cut", "shorten it, or give it a place to break");
}

const std::vector<LineCut>& TextBreaker::break_into_lines(std::uint32_t index, Length measure, bool balanced) {
    text::ShapedParagraph& paragraph = paragraphs_[index];
    lines_.clear();
    cut_overlong(paragraph, measure);
    break_lines(paragraph.segments, paragraph.text->text, measure, lines_);
    if (!balanced || lines_.size() < 2) return lines_;

    const std::size_t fewest = lines_.size();
    std::vector<LineCut> tried;
    Length too_narrow = std::max(measure / 4, extent(index).whole), enough = measure;
    while (enough - too_narrow > points(1)) {
        const Length middle = too_narrow + (enough - too_narrow) / 2;
        tried.clear();
        break_lines(paragraph.segments, paragraph.text->text, middle, tried);
        if (tried.size() > fewest) {
            too_narrow = middle;
        } else {
            enough = middle;
            lines_.swap(tried);
        }
    }
    return lines_;
}

/// Whether one of the lines, but the last before a forced break, ends more than `zone` from the measure.
bool TextBreaker::is_ragged(std::uint32_t index, Length measure, Length zone) const {
    return std::any_of(lines_.begin(), lines_.end(), [&](const LineCut& line) {
        return !paragraphs_[index].segments[line.last - 1].mandatory_break && measure - width(index, line) > zone;
    });
}

const std::vector<LineCut>& TextBreaker::break_dividing_words(std::uint32_t index, Length measure) {
    const style::HyphenationSettings& settings = stylesheet_.hyphenation;
    text::ShapedParagraph& paragraph = paragraphs_[index];
    const DivisionSettings limits{scale(measure, settings.zone_thousandths), settings.lines};
    lines_.clear();
    break_lines(paragraph.segments, paragraph.text->text, measure, lines_);
    if (!has_overlong(paragraph, measure) && !is_ragged(index, measure, limits.zone)) return lines_;
    if (!shaper_.hyphenate(paragraph, {settings.shortest, settings.before, settings.after, names_}))
        return break_into_lines(index, measure);
    cut_overlong(paragraph, measure);
    lines_.clear();
    break_lines(paragraph.segments, paragraph.text->text, measure, lines_, limits);
    return lines_;
}

/// ISO 15924 tells Nastaliq ("Aran") from other Arabic; Unicode doesn't, but the family does.
bool TextBreaker::wants_nastaliq(const text::StyledText& text) const {
    return std::any_of(text.styles.begin(), text.styles.end(),
                       [&](const TextStyle& style) { return shaper_.fonts().style_of(style.family) == "nastaliq"; });
}

int TextBreaker::leading_thousandths(const text::StyledText& text) const {
    const auto& by_script = stylesheet_.leading_thousandths;
    if (by_script.empty()) return 1000;
    const auto of = [&](const char* script) { return leading_of(stylesheet_, script); };
    char16_t all = 0;  // a loop that the compiler makes look at many units at once
    for (const char16_t unit : text.text) all |= unit;
    if (all < 0x0200) return latin_leading_;
    int largest = 0;
    bool latin = false;
    char16_t known_block = 0;  // scripts change between blocks of 128 characters, seldom inside
    for (std::size_t i = 0; i < text.text.size(); ++i) {
        const char16_t unit = text.text[i];
        if (unit < 0x0250) {
            latin = latin || (unit | 0x20) >= u'a';
            continue;
        }
        if (U16_IS_TRAIL(unit) || (unit >> 7) == known_block) continue;
        UChar32 character = unit;
        if (U16_IS_LEAD(unit) && i + 1 < text.text.size() && U16_IS_TRAIL(text.text[i + 1]))
            character = U16_GET_SUPPLEMENTARY(unit, text.text[i + 1]);
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode script = uscript_getScript(character, &status);
        if (U_FAILURE(status) || script <= USCRIPT_INHERITED || script == USCRIPT_UNKNOWN) continue;
        known_block = static_cast<char16_t>(unit >> 7);
        const bool nastaliq = script == USCRIPT_ARABIC && wants_nastaliq(text);
        largest = std::max(largest, of(nastaliq ? "Aran" : uscript_getShortName(script)));
    }
    if (latin || largest == 0) largest = std::max(largest, latin_leading_);
    return largest;
}

LineMetrics TextBreaker::metrics(style::BlockRole role, const text::StyledText& text) {
    const TextStyle& style = stylesheet_.block(role).text;
    text::FaceId& face = faces_[static_cast<std::size_t>(role)];
    if (face == text::no_face) face = shaper_.fonts().find(style.family, style.weight, style.slant);
    LineMetrics metrics;
    metrics.leading = scale(style.leading, leading_thousandths(text));
    int ascent = 800, descent = -200, cap_height = 700;
    if (face != text::no_face) {
        const text::FaceMetrics& of_face = shaper_.fonts().metrics(face);
        ascent = of_face.ascent;
        descent = of_face.descent;
        cap_height = of_face.cap_height;
    }
    const Length above = scale(style.size, ascent), extent = scale(style.size, ascent - descent);
    metrics.ascent = (metrics.leading - extent) / 2 + above;
    metrics.cap_height = scale(style.size, cap_height);
    return metrics;
}

Length TextBreaker::width(std::uint32_t index, LineCut line) const {
    Length width, hanging;
    for (std::uint32_t i = line.first; i < line.last; ++i) {
        const text::Segment& segment = paragraphs_[index].segments[i];
        width += hanging + segment.width;
        hanging = segment.space;
    }
    return width;
}

TextBreaker::Extent TextBreaker::extent(std::uint32_t index) const {
    Extent extent;
    Length line;
    bool fresh = true;
    Length hanging;
    Length group;  // of segments that belong together, with the space behind
    for (const text::Segment& segment : paragraphs_[index].segments) {
        extent.narrowest = std::max(extent.narrowest, segment.width + segment.hyphen);
        extent.whole = std::max(extent.whole, group + segment.width + segment.hyphen);
        group = segment.harm > 0 ? group + segment.width + segment.space : Length{};
        line += (fresh ? Length{} : hanging) + segment.width;
        extent.widest = std::max(extent.widest, line);
        hanging = segment.space;
        fresh = segment.mandatory_break;
        if (fresh) line = {};
    }
    return extent;
}

}  // namespace carepress::layout
