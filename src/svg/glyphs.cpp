#include "svg/glyphs.h"

#include "svg/markup.h"

#include <cmath>

namespace carepress::svg {
namespace {

using Kind = text::OutlineCommand::Kind;

std::uint64_t key_of(text::FaceId face, std::uint32_t glyph) { return std::uint64_t{face} << 32 | glyph; }

/// Writes an outline as path data in relative coordinates, which have the fewest digits, and the same for equal
/// strokes.
class PathData {
public:
    /// `units` per em of the outline.
    explicit PathData(int units) : units_(units) {}

    std::string write(const std::vector<text::OutlineCommand>& outline) {
        for (const text::OutlineCommand& command : outline) write(command);
        return std::move(out_);
    }

private:
    /// In hundredths of a thousandth of an em, y downwards.
    struct Point {
        std::int64_t x = 0, y = 0;
    };
    Point place(text::OutlineCommand::Point point) const { return {scaled(point.x), -scaled(point.y)}; }
    std::int64_t scaled(std::int64_t value) const {
        return units_ == 1000 ? value : std::llround(static_cast<double>(value) * 1000 / units_);
    }

    void write(const text::OutlineCommand& command) {
        switch (command.kind) {
            case Kind::move:
                start_ = at_ = place(command.points[0]);
                letter('M');
                number(at_.x);
                number(at_.y);
                break;
            case Kind::line:
                line(place(command.points[0]));
                break;
            case Kind::quadratic:
                letter('q');
                points(command, 2);
                break;
            case Kind::cubic:
                letter('c');
                points(command, 3);
                break;
            case Kind::close:
                if (out_.ends_with('z')) break;
                letter('z');
                at_ = start_;
                break;
        }
    }

    void line(Point to) {
        if (to.x == at_.x && to.y == at_.y) return;
        if (to.y == at_.y) {
            letter('h');
            number(to.x - at_.x);
        } else if (to.x == at_.x) {
            letter('v');
            number(to.y - at_.y);
        } else {
            letter('l');
            number(to.x - at_.x);
            number(to.y - at_.y);
        }
        at_ = to;
    }

    void points(const text::OutlineCommand& command, int count) {
        Point to;
        for (int i = 0; i < count; ++i) {
            to = place(command.points[i]);
            number(to.x - at_.x);
            number(to.y - at_.y);
        }
        at_ = to;
    }

    /// A command's letter is left out where it repeats (SVG 1.1, 8.3.1), but not of a second M, which would be an L.
    void letter(char command) {
        if (command != letter_ || command == 'M') {
            out_ += command;
            needs_separator_ = false;
        }
        letter_ = command;
    }

    void number(std::int64_t hundredths) {
        if (needs_separator_ && hundredths >= 0) out_ += ' ';
        append_thousandths(out_, hundredths * 10);
        needs_separator_ = true;
    }

    int units_;
    std::string out_;
    Point at_, start_;
    char letter_ = 0;
    bool needs_separator_ = false;
};

/// Letters and digits, as few as can be.
void append_number(std::string& out, std::uint32_t number) {
    constexpr char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    if (number >= 36) append_number(out, number / 36);
    out += digits[number % 36];
}

}  // namespace

const std::string& GlyphPaths::of(text::FaceId face, std::uint32_t glyph) {
    const auto [place, is_new] = paths_.try_emplace(key_of(face, glyph));
    if (is_new) {
        place->second = PathData(fonts_.metrics(face).units_per_em).write(reader_.read(face, glyph));
        size_ += place->second.size();
    }
    return place->second;
}

void GlyphPaths::forget_if_large() {
    if (size_ <= largest_size) return;
    paths_.clear();
    size_ = 0;
}

void PageGlyphs::begin(std::string_view prefix) {
    prefix_ = prefix;
    numbers_.clear();
    used_.clear();
}

std::uint32_t PageGlyphs::number_of(text::FaceId face, std::uint32_t glyph) {
    const auto [place, is_new] = numbers_.try_emplace(key_of(face, glyph), 0);
    if (is_new) {
        const std::string& path = paths_.of(face, glyph);
        place->second = path.empty() ? no_index : static_cast<std::uint32_t>(used_.size());
        if (!path.empty()) used_.push_back(&path);
    }
    return place->second;
}

void PageGlyphs::append_run(std::string& out, const layout::PagedDocument& document, const layout::GlyphRun& run) {
    const std::size_t undo = out.size();
    out += "<g fill=\"";
    append_color(out, run.color);
    out += "\" transform=\"translate(";
    append_length(out, run.origin.x);
    out += ' ';
    append_length(out, run.origin.y);
    out += ")scale(";
    append_millionths(out, run.size.millipoints);
    out += ")\">";
    const std::size_t empty = out.size();
    std::int32_t at = 0;
    for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
        const text::Glyph& glyph = document.glyphs[i];
        // .notdef is never shown, as in the PDF.
        const std::uint32_t number = glyph.id == 0 ? no_index : number_of(run.face, glyph.id);
        if (number != no_index) {
            out += "<use href=\"#";
            out += prefix_;
            append_number(out, number);
            out += '"';
            if (const std::int32_t x = at + glyph.x_offset; x != 0) {
                out += " x=\"";
                append_integer(out, x);
                out += '"';
            }
            if (glyph.y_offset != 0) {
                out += " y=\"";
                append_integer(out, -glyph.y_offset);
                out += '"';
            }
            out += "/>";
        }
        at += glyph.advance;
    }
    if (out.size() == empty)
        out.resize(undo);
    else
        out += "</g>\n";
}

void PageGlyphs::append_definitions(std::string& out) const {
    if (used_.empty()) return;
    out += "<defs>";
    for (std::uint32_t number = 0; number < used_.size(); ++number) {
        out += "<path id=\"";
        out += prefix_;
        append_number(out, number);
        out += "\" d=\"";
        out += *used_[number];
        out += "\"/>";
    }
    out += "</defs>\n";
}

}  // namespace carepress::svg
