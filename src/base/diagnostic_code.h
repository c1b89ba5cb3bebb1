#pragma once

#include <cstddef>
#include <string_view>

namespace carepress {

/// What a diagnostic is about, under a name that stays when its words change or are translated: "text/missing-glyph",
/// the subject and the fault in lower-case words. docs/diagnostics.md lists all. Only the literal suffix _code makes
/// one.
class DiagnosticCode {
public:
    constexpr std::string_view text() const { return text_; }
    friend constexpr bool operator==(DiagnosticCode one, DiagnosticCode other) = default;

private:
    friend consteval DiagnosticCode operator""_code(const char* text, std::size_t length);
    constexpr explicit DiagnosticCode(std::string_view text) : text_(text) {}

    /// "words/words": words of a-z and 0-9, with a hyphen between two.
    static constexpr bool is_valid(std::string_view text) {
        bool after_word = false, has_subject = false;
        for (const char c : text) {
            const bool is_of_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            const bool may_follow = is_of_word || (after_word && (c == '-' || (c == '/' && !has_subject)));
            if (!may_follow) return false;
            has_subject |= c == '/';
            after_word = is_of_word;
        }
        return has_subject && after_word;
    }

    std::string_view text_;
};

/// A literal that is not of the form "subject/fault" does not compile.
consteval DiagnosticCode operator""_code(const char* text, std::size_t length) {
    const std::string_view code(text, length);
    if (!DiagnosticCode::is_valid(code)) throw "a code has the form \"subject/what-is-wrong\"";
    return DiagnosticCode(code);
}

}  // namespace carepress
