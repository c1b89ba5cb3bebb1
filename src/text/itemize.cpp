#include "text/itemize.h"

#include "base/error.h"
#include "base/language.h"
#include "text/isolates.h"

#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace carepress::text {
namespace {

bool is_real(std::uint16_t script) {
    return script != USCRIPT_COMMON && script != USCRIPT_INHERITED && script != USCRIPT_UNKNOWN;
}

std::uint16_t usual_script(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    char full[ULOC_FULLNAME_CAPACITY], locale[ULOC_FULLNAME_CAPACITY], name[ULOC_SCRIPT_CAPACITY];
    std::int32_t parsed = 0;
    uloc_forLanguageTag(language.c_str(), locale, sizeof locale, &parsed, &status);
    uloc_addLikelySubtags(locale, full, sizeof full, &status);
    uloc_getScript(full, name, sizeof name, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING || name[0] == '\0') return USCRIPT_LATIN;
    const int script = u_getPropertyValueEnum(UCHAR_SCRIPT, name);
    switch (script) {
        case UCHAR_INVALID_CODE:
            return USCRIPT_LATIN;
        case USCRIPT_JAPANESE:
            return USCRIPT_HIRAGANA;
        case USCRIPT_SIMPLIFIED_HAN:
        case USCRIPT_TRADITIONAL_HAN:
            return USCRIPT_HAN;
        case USCRIPT_KOREAN:
            return USCRIPT_HANGUL;
        default:
            return static_cast<std::uint16_t>(script);
    }
}

/// UAX #24, 5.2: brackets take the script that is around them, the closing one that of its opening one.
class Brackets {
public:
    std::uint16_t resolve(UChar32 character, std::uint16_t current) {
        const int type = u_getIntPropertyValue(character, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
        if (type == U_BPT_OPEN) {
            if (open_.size() < 64) open_.push_back({u_getBidiPairedBracket(character), current});
        } else if (type == U_BPT_CLOSE) {
            const auto found =
                std::find_if(open_.rbegin(), open_.rend(), [&](const Open& open) { return open.closing == character; });
            if (found == open_.rend()) return current;
            const std::uint16_t script = found->script;
            open_.erase(std::prev(found.base()), open_.end());
            return is_real(script) ? script : current;
        }
        return current;
    }

private:
    struct Open {
        UChar32 closing;
        std::uint16_t script;
    };
    std::vector<Open> open_;
};

}  // namespace

LanguageInfo& Itemizer::language(const std::string& tag) {
    for (const auto& known : languages_) {
        if (known->tag == tag) return *known;
    }
    auto info = std::make_unique<LanguageInfo>();
    info->tag = tag;
    info->harfbuzz = hb_language_from_string(tag.data(), static_cast<int>(tag.size()));
    info->script = usual_script(tag);
    info->fonts = fonts_.language_of(tag);
    info->like_root = breaks_like_root(tag);
    info->is_french = primary_subtag(tag) == "fr";
    return *languages_.emplace_back(std::move(info));
}

void Itemizer::trim() {
    if (languages_.size() > 64) languages_.clear();
}

UBreakIterator* Itemizer::graphemes(std::u16string_view text) {
    if (!graphemes_) graphemes_ = open_break_iterator(UBRK_CHARACTER, "");
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(graphemes_.get(), text.data(), static_cast<std::int32_t>(text.size()), &status);
    return graphemes_.get();
}

/// One quick look over the text: most paragraphs are in one script and from left to right.
void Itemizer::survey(std::u16string_view text) {
    only_script_ = USCRIPT_COMMON;
    several_scripts_ = right_to_left_ = false;
    ascii_ = is_ascii(text);
    if (ascii_) {
        if (std::any_of(text.begin(), text.end(), is_ascii_letter)) only_script_ = USCRIPT_LATIN;
        return;
    }
    for (std::uint32_t at = 0; at < text.size();) {
        const CharacterInfo& info = characters_.of(next_character(text, at));
        right_to_left_ |= info.is(CharacterInfo::right_to_left);
        if (info.script == only_script_ || !is_real(info.script)) continue;
        if (is_real(only_script_)) several_scripts_ = true;
        only_script_ = info.script;
    }
}

/// Gives each unit a script: characters of the common and inherited "scripts" take one of their Script_Extensions that
/// is around them, else what comes before, at the start what follows (UAX #24, 5.1 and 5.2).
void Itemizer::resolve_scripts(std::u16string_view text, std::uint16_t usual) {
    scripts_.assign(text.size(), USCRIPT_COMMON);
    Brackets brackets;
    std::uint16_t current = USCRIPT_COMMON;
    for (std::uint32_t at = 0; at < text.size();) {
        const std::uint32_t begin = at;
        const auto character = static_cast<UChar32>(next_character(text, at));
        const std::uint16_t own = characters_.of(static_cast<char32_t>(character)).script;
        std::uint16_t script = current;
        if (is_real(own)) {
            const bool shared = is_real(current) && uscript_hasScript(character, static_cast<UScriptCode>(current));
            script = shared ? current : own;
        } else if (own == USCRIPT_COMMON) {
            script = brackets.resolve(character, current);
            UScriptCode extensions[32];
            UErrorCode status = U_ZERO_ERROR;
            const int count = uscript_getScriptExtensions(character, extensions, 32, &status);
            const auto allowed = [&](std::uint16_t one) { return std::find(extensions, extensions + count, one); };
            if (U_SUCCESS(status) && count > 0 && is_real(static_cast<std::uint16_t>(extensions[0])) &&
                allowed(script) == extensions + count)
                script = allowed(usual) != extensions + count ? usual : static_cast<std::uint16_t>(extensions[0]);
        }
        std::fill(scripts_.begin() + begin, scripts_.begin() + at, script);
        if (is_real(script)) current = script;
    }
    const auto first = std::find_if(scripts_.begin(), scripts_.end(), is_real);
    if (first != scripts_.end()) std::fill(scripts_.begin(), first, *first);
}

/// Embedding levels by unit (UAX #9). What right-to-left text must isolate is isolated in a copy that only the
/// algorithm sees, so that the text layer stays the author's.
const UBiDiLevel* Itemizer::resolve_levels(const StyledText& text) {
    if (!bidi_) bidi_.reset(ubidi_open());
    const bool right_to_left = text.direction == Direction::right_to_left;
    const std::vector<IsolatedRange> isolates = right_to_left ? find_isolates(text.text) : std::vector<IsolatedRange>{};
    const auto levels_of = [&](std::u16string_view characters) {
        UErrorCode status = U_ZERO_ERROR;
        ubidi_setPara(bidi_.get(), characters.data(), static_cast<std::int32_t>(characters.size()),
                      right_to_left ? 1 : 0, nullptr, &status);
        const UBiDiLevel* levels = ubidi_getLevels(bidi_.get(), &status);
        if (U_FAILURE(status)) throw EnvironmentError(std::string("ICU's bidi failed: ") + u_errorName(status));
        return levels;
    };
    if (isolates.empty()) return levels_of(text.text);

    constexpr char16_t left_to_right_isolate = 0x2066, pop_isolate = 0x2069;
    isolated_.clear();
    std::uint32_t done = 0;
    for (const IsolatedRange& range : isolates) {
        isolated_.append(text.text, done, range.begin - done).push_back(left_to_right_isolate);
        isolated_.append(text.text, range.begin, range.end - range.begin).push_back(pop_isolate);
        done = range.end;
    }
    isolated_.append(text.text, done);
    const UBiDiLevel* levels = levels_of(isolated_);
    levels_.clear();
    auto isolate = isolates.begin();
    for (std::uint32_t at = 0; at < text.text.size(); ++at, ++levels) {
        if (isolate != isolates.end() && at == isolate->begin) ++levels;
        levels_.push_back(*levels);
        if (isolate != isolates.end() && at + 1 == isolate->end) {
            ++levels;
            ++isolate;
        }
    }
    return levels_.data();
}

std::uint16_t Itemizer::script_at(std::uint32_t at, const LanguageInfo& language) const {
    const std::uint16_t script = several_scripts_ ? scripts_[at] : only_script_;
    return is_real(script) ? script : language.script;
}

void Itemizer::itemize(const StyledText& text, std::vector<Item>& items,
                       std::vector<ShapedParagraph::Missing>& missing) {
    items.clear();
    survey(text.text);
    if (several_scripts_) resolve_scripts(text.text, language(text.languages[text.runs.front().language]).script);
    const bool bidi = right_to_left_ || text.direction == Direction::right_to_left;
    const UBiDiLevel* levels = bidi && !text.text.empty() ? resolve_levels(text) : nullptr;

    for (std::uint32_t run = 0; run < text.runs.size(); ++run) {
        const StyledRun& styled = text.runs[run];
        const LanguageInfo& language_of_run = language(text.languages[styled.language]);
        for (std::uint32_t at = styled.begin; at < styled.end;) {
            Item item{at, styled.end, run, script_at(at, language_of_run), levels ? levels[at] : std::uint8_t{0}};
            if (levels || several_scripts_) {
                item.end = at + 1;
                while (item.end < styled.end && (!levels || levels[item.end] == item.level) &&
                       script_at(item.end, language_of_run) == item.script)
                    ++item.end;
            }
            at = item.end;
            add_item(text, item, items, missing);
        }
    }
}

bool Itemizer::face_sets_all(const Face& face, std::u16string_view text) {
    if (ascii_ && face.maps_ascii()) return true;
    for (std::uint32_t at = 0; at < text.size();) {
        const char32_t character = next_character(text, at);
        if (!face.maps(character) && !characters_.of(character).is(CharacterInfo::ignorable) && character != '\t' &&
            !face.sets(character))
            return false;
    }
    return true;
}

void Itemizer::add_item(const StyledText& text, Item item, std::vector<Item>& items,
                        std::vector<ShapedParagraph::Missing>& missing) {
    const std::span<const FaceId> faces = faces_of(text, item);
    item.face = faces.front();
    const std::u16string_view part = std::u16string_view(text.text).substr(item.begin, item.end - item.begin);
    if (face_sets_all(fonts_.implementation().face(item.face), part))
        items.push_back(item);
    else
        add_by_cluster(text, item, faces, items, missing);
}

std::span<const FaceId> Itemizer::faces_of(const StyledText& text, const Item& item) {
    constexpr std::size_t most_kept = 32;
    const StyledRun& run = text.runs[item.run];
    const TextStyle& style = text.styles[run.style];
    const std::string_view in = language(text.languages[run.language]).fonts;
    for (const Chain& chain : chains_)
        if (chain.script == item.script && chain.weight == style.weight && chain.slant == style.slant &&
            chain.language == in && chain.family == style.family)
            return chain.faces;
    if (chains_.size() >= most_kept) chains_.clear();
    const char* script = uscript_getShortName(static_cast<UScriptCode>(item.script));
    chains_.push_back({style.family, item.script, in, style.weight, style.slant,
                       fonts_.faces_for(style.family, script, in, style.weight, style.slant)});
    return chains_.back().faces;
}

FaceId Itemizer::face_of_cluster(std::u16string_view cluster, std::span<const FaceId> faces) const {
    const auto found = std::find_if(faces.begin(), faces.end(), [&](FaceId face) {
        return fonts_.implementation().face(face).sets_cluster(cluster);
    });
    return found == faces.end() ? no_face : *found;
}

/// Fallback: each grapheme cluster in the first face that has all of it.
void Itemizer::add_by_cluster(const StyledText& text, Item item, std::span<const FaceId> faces,
                              std::vector<Item>& items, std::vector<ShapedParagraph::Missing>& missing) {
    const FaceId usual = faces.front();
    const std::u16string_view part = std::u16string_view(text.text).substr(item.begin, item.end - item.begin);
    UBreakIterator* clusters = graphemes(part);
    std::uint32_t open = 0;  // clusters at the item's start that print nothing wait for a face
    FaceId face = no_face;
    for (std::uint32_t begin = 0; begin < part.size();) {
        const std::int32_t next = ubrk_following(clusters, static_cast<std::int32_t>(begin));
        const auto end = next == UBRK_DONE ? static_cast<std::uint32_t>(part.size()) : static_cast<std::uint32_t>(next);
        bool prints = false;
        for (std::uint32_t at = begin; at < end;)
            prints |= !characters_.of(next_character(part, at)).is(CharacterInfo::ignorable);
        if (prints) {
            FaceId wanted = face_of_cluster(part.substr(begin, end - begin), faces);
            if (wanted == no_face) {
                // The face of its base, if any has that; what is over is missing.
                std::uint32_t base_end = begin;
                next_character(part, base_end);
                wanted = face_of_cluster(part.substr(begin, base_end - begin), faces);
                if (wanted == no_face) wanted = usual;
                for (std::uint32_t at = begin; at < end;) {
                    const std::uint32_t here = at;
                    const char32_t character = next_character(part, at);
                    if (!characters_.of(character).is(CharacterInfo::ignorable) &&
                        !fonts_.implementation().face(wanted).sets(character))
                        missing.push_back({item.begin + here, character});
                }
            }
            if (face != no_face && wanted != face) {
                items.push_back({item.begin + open, item.begin + begin, item.run, item.script, item.level, face});
                open = begin;
            }
            face = wanted;
        }
        begin = end;
    }
    items.push_back({item.begin + open, item.end, item.run, item.script, item.level, face == no_face ? usual : face});
}

}  // namespace carepress::text
