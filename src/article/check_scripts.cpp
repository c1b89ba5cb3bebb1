#include "article/check_scripts.h"

#include "article/each_text.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace carepress::article {
namespace {

/// Languages that are written in more than one of Latin, Cyrillic, Arabic, Hebrew, Devanagari and others, so that no
/// letters can be wrong. CLDR's likely subtags name one script of each.
bool has_several_scripts(std::string_view language) {
    static constexpr std::string_view all =
        " az bs bm cnr crh cr cu ff ha hbs iu kk kok ks ku ky lah mn mo ms ota pa ro ruq sa sat sd sh shi so sr sw syr "
        "tg tk tt "
        "tzm ug uz vai wo yue za zgh mul und zxx ";
    return all.find(std::string(" ").append(language.substr(0, language.find('-'))).append(" ")) !=
           std::string_view::npos;
}

/// The scripts that a language is written in; empty where it may be any.
std::vector<UScriptCode> scripts_of(std::string_view language) {
    std::array<char, ULOC_FULLNAME_CAPACITY> locale{}, likely{};
    std::array<char, ULOC_SCRIPT_CAPACITY> script{};
    UErrorCode status = U_ZERO_ERROR;
    const std::string tag(language);
    uloc_forLanguageTag(tag.c_str(), locale.data(), static_cast<std::int32_t>(locale.size()), nullptr, &status);
    const bool stated =
        uloc_getScript(locale.data(), script.data(), static_cast<std::int32_t>(script.size()), &status) > 0;
    if (U_FAILURE(status) || (!stated && has_several_scripts(language))) return {};
    uloc_addLikelySubtags(locale.data(), likely.data(), static_cast<std::int32_t>(likely.size()), &status);
    std::array<UScriptCode, 8> codes{};
    const std::int32_t count =
        uscript_getCode(likely.data(), codes.data(), static_cast<std::int32_t>(codes.size()), &status);
    if (U_FAILURE(status) || count <= 0) return {};
    std::vector<UScriptCode> out(codes.begin(), codes.begin() + count);
    const auto add_with = [&](UScriptCode has, std::initializer_list<UScriptCode> more) {
        if (std::find(out.begin(), out.end(), has) != out.end()) out.insert(out.end(), more);
    };
    add_with(USCRIPT_JAPANESE, {USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HAN});
    add_with(USCRIPT_KOREAN, {USCRIPT_HANGUL, USCRIPT_HAN});
    add_with(USCRIPT_SIMPLIFIED_HAN, {USCRIPT_HAN, USCRIPT_BOPOMOFO});
    add_with(USCRIPT_TRADITIONAL_HAN, {USCRIPT_HAN, USCRIPT_BOPOMOFO});
    if (language.substr(0, 2) == "vi") out.push_back(USCRIPT_HAN);
    return out;
}

class ScriptCheck {
public:
    ScriptCheck(std::string_view language, bool stated, Diagnostics& diagnostics)
        : language_(language), stated_(stated), diagnostics_(diagnostics) {}

    /// `block_language`: of the block that holds the text; empty: the article's.
    void text(const InlineText& text, std::string_view block_language) {
        const std::string around(block_language.empty() ? language_ : block_language);
        std::size_t letters = 0, foreign = 0;
        UScriptCode script = USCRIPT_COMMON;
        std::optional<SourceSpan> first;
        std::string said;
        for (const InlineRun& run : text.runs) {
            const std::string& named = run.language == no_index ? around : text.languages[run.language];
            const std::string& language = named.empty() ? around : named;
            const std::vector<UScriptCode>& own = scripts(language);
            const bool is_of_article = language == language_;
            for (std::uint32_t at = run.begin; at < run.end;) {
                const auto byte = static_cast<unsigned char>(text.text[at]);
                if (byte < 0x80) {  // most letters of most articles
                    const bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
                    letters += letter ? 1 : 0;
                    latin_ += letter && is_of_article ? 1 : 0;
                    ++at;
                    continue;
                }
                UChar32 c = 0;
                U8_NEXT(text.text.data(), at, run.end, c);
                if (c < 0 || !u_isalpha(c)) continue;
                UErrorCode status = U_ZERO_ERROR;
                const UScriptCode of = uscript_getScript(c, &status);
                if (of == USCRIPT_COMMON || of == USCRIPT_INHERITED || of == USCRIPT_UNKNOWN) continue;
                ++letters;
                if (of == USCRIPT_LATIN) {
                    latin_ += is_of_article ? 1 : 0;
                    continue;
                }
                others_ += is_of_article ? 1 : 0;
                if (own.empty() || is_one_of(of, own)) continue;
                if (std::any_of(own.begin(), own.end(), [&](UScriptCode each) { return uscript_hasScript(c, each); }))
                    continue;  // a letter of several scripts
                ++foreign;
                if (!first) {
                    first = run.span;
                    script = of;
                    said = language;
                }
            }
        }
        constexpr std::size_t fewest = 3;  // "β", "μ" and "Ω" are in texts of any language
        if (foreign < fewest || foreign * 2 <= letters || told_++ > 0) return;
        const bool by_default = !stated_ && said == language_;
        diagnostics_.error("article/script-of-language"_code, *first,
                           std::string("this text is in ") + uscript_getName(script) +
                               " letters, but its language is \"" + said + "\"" +
                               (by_default ? " since nothing says another" : ""),
                           "state the language that the text is in: \"language: ar\" in the front matter or <html "
                           "lang=\"ar\"> for the whole article, <div lang=\"ar\"> or <span lang=\"ar\"> for a part");
    }

    void finish(SourceSpan place) {
        const std::vector<UScriptCode>& own = scripts(std::string(language_));
        constexpr std::size_t fewest = 40;  // a title and two words of text say nothing
        if (own.empty() || is_one_of(USCRIPT_LATIN, own) || latin_ < fewest || others_ * 9 > latin_) return;
        diagnostics_.error("article/script-of-language"_code, place,
                           "the text is in Latin letters, but its language is \"" + std::string(language_) + "\"",
                           "state the language that the text is in, as in \"language: en\" or lang=\"en\"");
    }

private:
    static bool is_one_of(UScriptCode script, const std::vector<UScriptCode>& scripts) {
        return std::find(scripts.begin(), scripts.end(), script) != scripts.end();
    }

    const std::vector<UScriptCode>& scripts(const std::string& language) {
        const auto found = scripts_.find(language);
        if (found != scripts_.end()) return found->second;
        return scripts_.emplace(language, scripts_of(language)).first->second;
    }

    std::string_view language_;
    bool stated_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::vector<UScriptCode>> scripts_;
    std::size_t latin_ = 0, others_ = 0;  ///< letters in the article's language
    std::size_t told_ = 0;
};

}  // namespace

void check_scripts(const std::vector<Block>& blocks, std::string_view language, bool language_stated,
                   Diagnostics& diagnostics) {
    ScriptCheck check(language, language_stated, diagnostics);
    for_each_inline_text(blocks, [&](const InlineText& text, std::string_view said) { check.text(text, said); });
    check.finish(blocks.empty() ? SourceSpan{} : blocks.front().span);
}

}  // namespace carepress::article
