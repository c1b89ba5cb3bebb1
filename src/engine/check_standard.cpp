#include "engine/check_standard.h"

#include "base/utf.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>

namespace carepress::engine {
namespace {

bool has_private_use(std::u16string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        UChar32 character = 0;
        U16_NEXT(text.data(), at, text.size(), character);
        if (u_charType(character) == U_PRIVATE_USE_CHAR) return true;
    }
    return false;
}

class PrivateUseFinder {
public:
    explicit PrivateUseFinder(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void find_in(const text::StyledText& text) {
        for (const text::StyledRun& run : text.runs)
            if (has_private_use(std::u16string_view(text.text).substr(run.begin, run.end - run.begin)))
                refuse(run.span, "the text");
    }

    void find_in(const handout::Handout& handout, text::NodeId figure) {
        if (!has_private_use(to_utf16(handout.tags.nodes[figure].alternative))) return;
        const auto box = std::find_if(handout.boxes.begin(), handout.boxes.end(),
                                      [&](const handout::Box& other) { return other.node == figure; });
        refuse(box == handout.boxes.end() ? SourceSpan() : box->span, "the alternative text");
    }

private:
    void refuse(SourceSpan span, const std::string& what) {
        diagnostics_.error("handout/private-use"_code, span,
                           what + " has a private-use character, which PDF/UA-2 does not allow",
                           "write it in other words, or choose the standard ua-1");
    }

    Diagnostics& diagnostics_;
};

}  // namespace

void check_standard(const handout::Handout& handout, style::PdfStandard standard, Diagnostics& diagnostics) {
    if (standard != style::PdfStandard::ua_2) return;
    PrivateUseFinder finder(diagnostics);
    for (const text::StyledText& text : handout.texts) finder.find_in(text);
    for (const handout::HandoutPart& part : handout.parts) {
        finder.find_in(part.furniture.sample_notice);
        finder.find_in(part.furniture.disclaimer);
        for (const text::StyledText* text :
             {&part.aside.emergency, &part.aside.telephone, &part.aside.scan, &part.aside.address, &part.aside.code})
            finder.find_in(*text);
    }
    for (text::NodeId node = 0; node < handout.tags.nodes.size(); ++node) finder.find_in(handout, node);
}

}  // namespace carepress::engine
