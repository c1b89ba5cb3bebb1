#include "engine/spell_missing.h"

#include "base/hex.h"
#include "base/utf.h"
#include "text/direction.h"

#include <unicode/uchar.h>

#include <array>
#include <cstdint>
#include <set>

namespace carepress::engine {
namespace {

/// "U+1F600 GRINNING FACE"; just the number of a character without a name.
std::string name_of_character(char32_t character) {
    std::array<char, 128> name{};
    UErrorCode status = U_ZERO_ERROR;
    u_charName(static_cast<UChar32>(character), U_UNICODE_CHAR_NAME, name.data(), name.size(), &status);
    const std::string out = code_point_text(character);
    return U_FAILURE(status) || name[0] == '\0' ? out : out + " " + name.data();
}

/// False for text up to U+024F, which every face family has, and line separators, which are not set: it need not be
/// shaped to know.
bool may_lack_a_face(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        if (static_cast<unsigned char>(utf8[at]) < 0xC9) continue;
        if (!utf8.substr(at).starts_with(line_separator_utf8)) return true;
        at += line_separator_utf8.size() - 1;
    }
    return false;
}

class Speller {
public:
    Speller(const style::Stylesheet& stylesheet, text::Shaper& shaper, const std::string& language)
        : style_(stylesheet.block(style::BlockRole::paragraph).text), shaper_(shaper), language_(language) {}

    /// How many different characters of all the texts no face has.
    std::size_t missing() const { return missing_.size(); }

    void spell(article::InlineText& text) {
        if (!may_lack_a_face(text.text)) return;
        article::InlineText spelled;
        for (const article::InlineRun& from : text.runs) {
            article::InlineRun run = from;
            const std::string& language = from.language == no_index ? language_ : text.languages[from.language];
            run.begin = static_cast<std::uint32_t>(spelled.text.size());
            spelled.text += spell(std::string_view(text.text).substr(from.begin, from.end - from.begin), language);
            run.end = static_cast<std::uint32_t>(spelled.text.size());
            spelled.runs.push_back(run);
        }
        text.text = std::move(spelled.text);
        text.runs = std::move(spelled.runs);
    }

    std::string spell(std::string_view utf8, const std::string& language) {
        text::StyledText styled;
        styled.text = to_utf16(utf8);
        styled.styles = {style_};
        styled.languages = {language};
        styled.direction = text::direction_of(language);
        text::StyledRun run;
        run.end = static_cast<std::uint32_t>(styled.text.size());
        styled.runs = {run};
        if (styled.text.empty()) return {};
        const text::ShapedParagraph paragraph = shaper_.shape(styled);
        if (paragraph.missing.empty()) return std::string(utf8);
        std::u16string out;
        std::uint32_t at = 0;
        for (const text::ShapedParagraph::Missing& missing : paragraph.missing) {
            out.append(styled.text, at, missing.at - at);
            append_utf16(out, "[" + name_of_character(missing.character) + "]");
            at = missing.at + (missing.character > 0xFFFF ? 2 : 1);
            missing_.insert(missing.character);
        }
        out.append(styled.text, at);
        return to_utf8(out);
    }

    void spell(std::vector<article::Block>& blocks) {
        for (article::Block& block : blocks) std::visit([this](auto& content) { spell_in(content); }, block.content);
    }

private:
    void spell_in(article::Paragraph& paragraph) { spell(paragraph.text); }
    void spell_in(article::Heading& heading) { spell(heading.text); }
    void spell_in(article::Preformatted& text) { spell(text.text); }
    void spell_in(article::List& list) {
        for (article::ListItem& item : list.items) spell(item.blocks);
    }
    void spell_in(article::Callout& callout) { spell(callout.blocks); }
    void spell_in(article::Quote& quote) { spell(quote.blocks); }
    void spell_in(article::LearnMore& learn_more) { spell(learn_more.blocks); }
    void spell_in(article::Figure& figure) {
        if (figure.caption) spell(*figure.caption);
    }
    void spell_in(article::Table& table) {
        for (article::TableRow& row : table.rows)
            for (article::TableCell& cell : row.cells) spell(cell.text);
    }
    void spell_in(article::Divider&) {}

    const TextStyle& style_;
    text::Shaper& shaper_;
    const std::string& language_;
    std::set<char32_t> missing_;
};

}  // namespace

void spell_missing(article::Article& summary, words::PatientLine& patient, const style::Stylesheet& stylesheet,
                   text::Shaper& shaper, Diagnostics& diagnostics) {
    Speller speller(stylesheet, shaper, summary.metadata.language);
    if (std::string& title = summary.metadata.printed_title; may_lack_a_face(title))
        title = speller.spell(title, summary.metadata.language);
    speller.spell(summary.blocks);
    if (may_lack_a_face(patient.text)) patient.text = speller.spell(patient.text, patient.language);
    // The message does not name them: a rare character may identify a patient.
    if (speller.missing() == 1)
        diagnostics.warning("record/missing-glyph"_code, {},
                            "no font has a character of the record: its name is printed instead");
    if (speller.missing() > 1)
        diagnostics.warning("record/missing-glyph"_code, {},
                            "no font has " + std::to_string(speller.missing()) +
                                " characters of the record: their names are printed instead");
}

}  // namespace carepress::engine
