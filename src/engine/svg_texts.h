#pragma once

#include "image/svg_text_setter.h"
#include "text/fonts.h"

#include <memory>
#include <string>
#include <vector>

namespace carepress::engine {

/// Sets the texts of drawings in our faces, as outlines. One for each thread. A family that we do not have is set in
/// "Noto Sans", or in "Noto Serif" if the list ends in "serif"; what it keeps is made when a text is met.
class SvgTexts final : public image::SvgTextSetter {
public:
    /// `fonts` must outlive it.
    explicit SvgTexts(const text::FontLibrary& fonts);
    ~SvgTexts() override;

    std::vector<image::SvgGlyph> set(const std::u16string& text, const std::vector<Run>& runs, bool right_to_left,
                                     std::u32string& missing) override;
    image::SvgFontMetrics metrics(const image::SvgTextLook& look) override;

private:
    struct Implementation;
    Implementation& implementation();
    std::string family_of(const std::string& list) const;

    const text::FontLibrary& fonts_;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace carepress::engine
