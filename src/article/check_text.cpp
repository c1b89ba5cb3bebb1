#include "article/check_text.h"

#include "base/hex.h"
#include "base/utf.h"
#include "base/windows_1252.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace carepress::article {
namespace {

/// The number of places reported for one kind of mistake; a last message counts the rest.
constexpr std::size_t most_places = 20;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::uint32_t place(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

/// "0xE9"
std::string byte_text(char byte) {
    std::string out = "0x";
    append_hex_byte(out, static_cast<std::uint8_t>(byte), upper_hex_digits);
    return out;
}

/// Length of the control character at `i`, or 0: C0 but for tab, LF and CR; DEL; C1 (U+0080 to U+009F); and U+2029,
/// which would be a line end that no reader counts.
std::size_t control_length(std::string_view text, std::size_t i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20) return byte == '\t' || byte == '\n' || byte == '\r' ? 0 : 1;
    if (byte == 0x7F) return 1;
    if (byte == 0xC2 && i + 1 < text.size()) return static_cast<unsigned char>(text[i + 1]) < 0xA0 ? 2 : 0;
    if (byte == 0xE2 && text.substr(i, 3) == "\xE2\x80\xA9") return 3;
    return 0;
}

/// Printing ASCII, tabs and line ends: nothing to look for. Written for the compiler to look at many bytes at once.
bool is_plain(std::string_view text) {
    unsigned other = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        other |= static_cast<unsigned>(byte >= 0x7F) |
                 (static_cast<unsigned>(byte < 0x20) & static_cast<unsigned>(byte != '\t') &
                  static_cast<unsigned>(byte != '\n') & static_cast<unsigned>(byte != '\r'));
    }
    return other == 0;
}

std::size_t find_control(std::string_view text, std::size_t from) {
    for (std::size_t i = from; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte < 0x7F) continue;
        if (control_length(text, i) > 0) return i;
    }
    return std::string_view::npos;
}

std::string encoding_hint(std::string_view bytes) {
    std::string hint = "save the file as UTF-8; it may be in an older encoding such as Windows-1252";
    if (bytes.substr(0, 4'096).find('<') != std::string_view::npos)
        hint += ", which a page can declare, as in <meta charset=\"windows-1252\">";
    return hint;
}

/// Fills `checked.repaired` from the ill-formed `body` and reports the places, one a line.
void repair_malformed(std::string_view bytes, std::string_view body, CheckedText& checked, Diagnostics& diagnostics) {
    std::size_t done = 0, places = 0, further = 0, reported_until = 0;
    while (true) {
        const std::string_view rest = body.substr(done);
        const auto malformed = find_malformed_utf8(rest);
        if (!malformed) {
            checked.repaired += rest;
            break;
        }
        checked.repaired += rest.substr(0, *malformed);
        const std::size_t at = done + *malformed;
        // The maximal ill-formed subpart ends where the next character can begin (Unicode 15.0, 3.9, D93b): at the
        // first byte that is not a continuation byte, but after the first byte at the earliest.
        std::size_t end = at + 1;
        while (end < body.size() && end < at + 4 && (static_cast<unsigned char>(body[end]) & 0xC0) == 0x80) ++end;
        checked.repaired += "\xEF\xBF\xBD";
        checked.moves.emplace_back(
            place(checked.repaired.size()),
            static_cast<std::int64_t>(checked.offset + end) - static_cast<std::int64_t>(checked.repaired.size()));
        const SourceSpan span{place(checked.offset + at), place(checked.offset + end)};
        if (at >= reported_until && places < most_places) {
            ++places;
            diagnostics.error("text/not-utf8"_code, span,
                              "the byte " + diagnostics.excerpt(byte_text(body[at])) + " is not UTF-8 here",
                              encoding_hint(bytes));
            reported_until = std::min(body.find_first_of("\r\n", end), body.size());
        } else {
            ++further;
        }
        done = end;
    }
    if (further > 0)
        diagnostics.error("text/not-utf8"_code, {place(checked.offset + done), place(checked.offset + done)},
                          std::to_string(further) + " more byte sequences before this point are not UTF-8",
                          encoding_hint(bytes));
}

/// U+FFFD in a text means that an earlier program could not read a character and lost it.
void report_lost_characters(std::string_view body, const CheckedText& checked, Diagnostics& diagnostics) {
    constexpr std::string_view lost = "\xEF\xBF\xBD";
    std::size_t places = 0;
    for (std::size_t at = body.find(lost); at != std::string_view::npos; at = body.find(lost, at + lost.size()))
        if (places++ < most_places)
            diagnostics.warning("text/lost-character"_code, checked.in_source({place(at), place(at + lost.size())}),
                                "U+FFFD here marks a character that was lost earlier", "retype the character");
    if (places > most_places)
        diagnostics.warning("text/lost-character"_code, checked.in_source({place(body.size()), place(body.size())}),
                            "U+FFFD occurs in " + std::to_string(places - most_places) + " more places");
}

/// Replaces control characters: by the character that windows-1252 has for them, others by as many spaces as they
/// have bytes, so that places stay true.
class ControlRepair {
public:
    ControlRepair(CheckedText& checked, Diagnostics& diagnostics) : checked_(checked), diagnostics_(diagnostics) {}

    void repair() {
        const std::string& text = checked_.repaired;
        std::size_t done = 0;
        for (std::size_t at = find_control(text, 0); at != std::string::npos; at = find_control(text, done)) {
            copy(done, at);
            done = at + control_length(text, at);
            replace(at, done);
        }
        copy(done, text.size());
        finish();
        checked_.repaired = std::move(out_);
        checked_.moves = std::move(moves_);
    }

private:
    /// Copies [begin, end) unchanged, with the moves in it.
    void copy(std::size_t begin, std::size_t end) {
        const std::size_t grown = out_.size() - begin;
        out_.append(checked_.repaired, begin, end - begin);
        for (; next_move_ < checked_.moves.size() && checked_.moves[next_move_].first <= end; ++next_move_) {
            const auto& [first, distance] = checked_.moves[next_move_];
            moves_.emplace_back(place(first + grown), distance - static_cast<std::int64_t>(grown));
        }
    }

    void replace(std::size_t begin, std::size_t end) {
        const std::string& text = checked_.repaired;
        const SourceSpan span = checked_.in_source({place(begin), place(end)});
        if (end - begin == 3) {
            out_ += "\xE2\x80\xA8";  // paragraph separator: a hard break
            diagnostics_.note("text/paragraph-separator"_code, span,
                              "the character U+2029 was replaced by a line break");
            return;
        }
        const unsigned value = static_cast<unsigned char>(text[end - 1]);
        constexpr unsigned next_line = 0x85;  // NEL separates lines
        const char32_t meant = value >= 0x80 && value != next_line ? windows_1252(value) : 0;
        if (meant == 0) {
            out_.append(end - begin, ' ');
        } else {
            const std::size_t before = out_.size();
            append_utf8(out_, meant);
            if (out_.size() - before != end - begin)
                moves_.emplace_back(place(out_.size()),
                                    static_cast<std::int64_t>(span.end) - static_cast<std::int64_t>(out_.size()));
        }
        report(value, meant, span);
    }

    void report(unsigned value, char32_t meant, SourceSpan span) {
        if (value == 0) {
            if (nuls_++ == 0) first_nul_ = span.begin;
        } else if (places_++ < most_places) {
            std::string by = "a space";
            if (meant != 0) {
                by = "\"";
                std::string character;
                append_utf8(character, meant);
                by += diagnostics_.excerpt(character) + "\", its meaning in Windows-1252";
            }
            diagnostics_.note(
                "text/control-character"_code, span,
                "the control character " + diagnostics_.excerpt(code_point_text(value)) + " was replaced by " + by);
        } else {
            last_other_ = span.begin;
        }
    }

    void finish() {
        if (places_ > most_places)
            diagnostics_.note(
                "text/control-character"_code, {place(last_other_), place(last_other_ + 1)},
                "up to here " + std::to_string(places_ - most_places) + " more control characters were replaced");
        if (nuls_ > 0)
            diagnostics_.error("text/nul-byte"_code, {place(first_nul_), place(first_nul_ + 1)},
                               nuls_ == 1
                                   ? "there is a NUL byte here"
                                   : "there is a NUL byte here, and " + std::to_string(nuls_ - 1) + " more further on",
                               "this may not be a text file; save it as UTF-8 text");
    }

    CheckedText& checked_;
    Diagnostics& diagnostics_;
    std::string out_;
    std::vector<std::pair<std::uint32_t, std::int64_t>> moves_;
    std::size_t next_move_ = 0;
    std::size_t places_ = 0, nuls_ = 0, first_nul_ = 0, last_other_ = 0;
};

}  // namespace

SourceSpan CheckedText::in_source(SourceSpan span) const {
    const auto move = [this](std::uint32_t at) {
        const auto after = std::upper_bound(moves.begin(), moves.end(), at,
                                            [](std::uint32_t value, const auto& entry) { return value < entry.first; });
        const std::int64_t distance = after == moves.begin() ? std::int64_t{offset} : std::prev(after)->second;
        return static_cast<std::uint32_t>(at + distance);
    };
    const SourceSpan moved{move(span.begin), move(span.end)};
    return {moved.begin, std::max(moved.begin, moved.end)};
}

void check_text(std::string_view bytes, CheckedText& checked, Diagnostics& diagnostics) {
    if (bytes.starts_with(byte_order_mark)) checked.offset = place(byte_order_mark.size());
    const std::string_view body = bytes.substr(checked.offset);
    checked.text = body;
    if (is_plain(body)) return;
    report_lost_characters(body, checked, diagnostics);
    const bool malformed = find_malformed_utf8(body).has_value();
    if (malformed)
        repair_malformed(bytes, body, checked, diagnostics);
    else if (find_control(body, 0) == std::string_view::npos)
        return;
    else
        checked.repaired = body;
    ControlRepair(checked, diagnostics).repair();
    checked.text = checked.repaired;
}

}  // namespace carepress::article
