#include "svg/write.h"

#include "svg/glyphs.h"
#include "svg/markup.h"
#include "svg/pictures.h"
#include "svg/text_layer.h"

#include <cassert>
#include <utility>

namespace carepress::svg {
namespace {

constexpr Color paper = {255, 255, 255};

/// One page on its way into a file.
class PageWriter {
public:
    PageWriter(const layout::PagedDocument& document, std::uint32_t index, const PageOptions& options,
               PageGlyphs& glyphs, PictureFiles& files, DefinitionIds& ids)
        : document_(document),
          page_(document.pages[index]),
          index_(index),
          options_(options),
          glyphs_(glyphs),
          files_(files),
          ids_(ids) {}

    std::string write() {
        const std::string id = page_id(options_, index_);
        glyphs_.begin(id + "-");
        ids_.begin(id + "-d-");  // no glyph's id has a second hyphen
        draw();
        std::string out;
        out.reserve(drawing_.size() * 2);
        begin(out, id);
        glyphs_.append_definitions(out);
        out += drawing_;
        TextLayer(document_, options_).append(out, index_);
        out += "</svg>\n";
        return out;
    }

private:
    void begin(std::string& out, const std::string& id) const;
    void draw();
    void draw_rules();
    void draw_items(const std::vector<layout::PageItem>& items);

    const layout::PagedDocument& document_;
    const layout::Page& page_;
    std::uint32_t index_;
    const PageOptions& options_;
    PageGlyphs& glyphs_;
    PictureFiles& files_;
    DefinitionIds& ids_;
    std::string drawing_;
};

/// The start tag of the root and the title.
void PageWriter::begin(std::string& out, const std::string& id) const {
    const Size size = document_.page_size;
    out += "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    append_attribute(out, "id", id);
    for (const auto& [name, length] : {std::pair{"width", size.width}, {"height", size.height}}) {
        append_attribute(out, name, length);
        out.insert(out.size() - 1, "pt");
    }
    out += " viewBox=\"0 0 ";
    append_length(out, size.width);
    out += ' ';
    append_length(out, size.height);
    out += "\" role=\"document\"";
    append_attribute(out, "aria-labelledby", id + "-title");
    if (const std::string& language = document_.metadata.language; !language.empty()) {
        append_attribute(out, "lang", language);
        append_attribute(out, "xml:lang", language);
    }
    // In SVG this is what dir is in HTML, where the page may be put.
    const bool is_backwards = document_.direction == text::Direction::right_to_left;
    append_attribute(out, "dir", is_backwards ? "rtl" : "ltr");
    append_attribute(out, "direction", is_backwards ? "rtl" : "ltr");
    out += ">\n<title";
    append_attribute(out, "id", id + "-title");
    out += '>';
    append_escaped(out, document_.metadata.title);
    if (document_.pages.size() > 1) {
        out += " (";
        append_integer(out, std::int64_t{index_} + 1);
        out += '/';
        append_integer(out, static_cast<std::int64_t>(document_.pages.size()));
        out += ')';
    }
    out += "</title>\n";
}

void PageWriter::draw() {
    drawing_ += "<g aria-hidden=\"true\">\n<path fill=\"";
    append_color(drawing_, paper);
    drawing_ += "\" d=\"";
    append_rectangle(drawing_, {{}, {}, document_.page_size.width, document_.page_size.height});
    drawing_ += "\"/>\n";
    draw_rules();
    draw_items(page_.decorations);
    draw_items(page_.items);
    draw_items(page_.furniture);
    drawing_ += "</g>\n";
}

/// Consecutive rules of one colour share a path.
void PageWriter::draw_rules() {
    const layout::Rule* before = nullptr;
    for (const layout::Rule& rule : page_.rules) {
        if (before == nullptr || rule.color != before->color) {
            if (before != nullptr) drawing_ += "\"/>\n";
            drawing_ += "<path fill=\"";
            append_color(drawing_, rule.color);
            drawing_ += "\" d=\"";
        }
        append_rectangle(drawing_, rule.box);
        before = &rule;
    }
    if (before != nullptr) drawing_ += "\"/>\n";
}

void PageWriter::draw_items(const std::vector<layout::PageItem>& items) {
    for (const layout::PageItem& item : items) {
        if (const auto* run = std::get_if<layout::GlyphRun>(&item.content)) {
            glyphs_.append_run(drawing_, document_, *run);
        } else {
            const auto& picture = std::get<layout::PlacedPicture>(item.content);
            append_picture(drawing_, *document_.pictures[picture.picture], picture.box, picture.current_color, files_,
                           ids_);
        }
    }
}

}  // namespace

struct SvgWriter::Implementation {
    explicit Implementation(const text::FontLibrary& fonts) : paths(fonts), glyphs(paths) {}
    Implementation(const Implementation&) = delete;  // `glyphs` refers to `paths`
    Implementation& operator=(const Implementation&) = delete;

    GlyphPaths paths;
    PageGlyphs glyphs;
    PictureFiles files;
    DefinitionIds ids;
};

std::string page_id(const PageOptions& options, std::uint32_t index) {
    return options.id_prefix + std::to_string(index + 1);
}

SvgWriter::SvgWriter(const text::FontLibrary& fonts) : implementation_(std::make_unique<Implementation>(fonts)) {}
SvgWriter::~SvgWriter() = default;
SvgWriter::SvgWriter(SvgWriter&&) noexcept = default;
SvgWriter& SvgWriter::operator=(SvgWriter&&) noexcept = default;

std::string SvgWriter::write(const layout::PagedDocument& document, std::uint32_t index, const PageOptions& options) {
    assert(index < document.pages.size());
    Implementation& self = *implementation_;
    self.paths.forget_if_large();
    return PageWriter(document, index, options, self.glyphs, self.files, self.ids).write();
}

}  // namespace carepress::svg
