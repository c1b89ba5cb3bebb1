#include "visit/narrative.h"

namespace carepress::visit {

std::optional<RenderedText> read_narrative(std::string_view xhtml) {
    pugi::xml_document document;
    const pugi::xml_parse_result result = document.load_buffer(
        xhtml.data(), xhtml.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (!result) return std::nullopt;
    return render_text(document, WhiteSpace::folded);
}

}  // namespace carepress::visit
