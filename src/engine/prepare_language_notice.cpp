#include "engine/prepare_language_notice.h"

#include "base/utf.h"
#include "text/direction.h"
#include "text/shape.h"

#include <cstdint>
#include <exception>

namespace carepress::engine {
namespace {

/// Shapes a text in a style for the faces that this opens.
void try_out(const std::string& words, const std::string& language, const TextStyle& style, text::Shaper& shaper) {
    text::StyledText text;
    text.styles.push_back(style);
    text.languages.push_back(language);
    text.direction = text::direction_of(language);
    append_utf16(text.text, std::string_view(words));
    text::StyledRun run;
    run.end = static_cast<std::uint32_t>(text.text.size());
    if (run.end == 0) return;
    text.runs.push_back(run);
    shaper.new_document();
    shaper.shape(text);
}

}  // namespace

void prepare_language_notice(const Resources& resources, const style::Theme& theme) {
    try {
        const style::StylesheetPointer stylesheet = resources.stylesheet(theme).stylesheet;
        if (!stylesheet) return;
        text::Shaper shaper(resources.fonts());
        for (const handout::LanguageNotice& notice : resources.language_notices()->languages) {
            if (notice.with_handouts) continue;  // the handout itself opens its faces
            // A few letters open the faces of a language's script: those of its own name.
            for (const style::BlockRole role : {style::BlockRole::language_text, style::BlockRole::language_name})
                try_out(notice.name, notice.language, stylesheet->block(role).text, shaper);
        }
    } catch (const std::exception&) {
        // press() needs the same files and as much memory, and says what is wrong.
    }
}

}  // namespace carepress::engine
