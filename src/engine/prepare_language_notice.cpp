#include "engine/prepare_language_notice.h"

#include "base/utf.h"
#include "text/direction.h"
#include "text/shape.h"

#include <cstdint>
#include <exception>

namespace carepress {
namespace {

/// Shapes a text in a style for the faces that this opens.
void try_out(const std::string& words, const std::string& language, const TextStyle& style, Shaper& shaper) {
    StyledText text;
    text.styles.push_back(style);
    text.languages.push_back(language);
    text.direction = direction_of(language);
    append_utf16(text.text, std::string_view(words));
    StyledRun run;
    run.end = static_cast<std::uint32_t>(text.text.size());
    if (run.end == 0) return;
    text.runs.push_back(run);
    shaper.new_document();
    shaper.shape(text);
}

}  // namespace

void prepare_language_notice(const Resources& resources, const Theme& theme) {
    try {
        const StylesheetPointer stylesheet = resources.stylesheet(theme).stylesheet;
        if (!stylesheet) return;
        Shaper shaper(resources.fonts());
        for (const LanguageNotice& notice : resources.language_notices()->languages) {
            // A few letters open the faces of a language's script: those of its own name.
            for (const BlockRole role : {BlockRole::language_text, BlockRole::language_name})
                try_out(notice.name, notice.language, stylesheet->block(role).text, shaper);
        }
    } catch (const std::exception&) {
        // press() needs the same files and as much memory, and says what is wrong.
    }
}

}  // namespace carepress
