#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <utility>

namespace carepress::text {
namespace {

bool is_wide(UChar32 character) {
    const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_FULLWIDTH || width == U_EA_WIDE || width == U_EA_HALFWIDTH;
}

BreakClass quotation_class(UChar32 character) {
    const int category = u_charType(character);
    if (category == U_INITIAL_PUNCTUATION) return BreakClass::opening_quotation;
    return category == U_FINAL_PUNCTUATION ? BreakClass::closing_quotation : BreakClass::quotation;
}

BreakClass break_class(UChar32 character) {
    switch (character) {
        case 0x2028:
            return BreakClass::line_separator;
        case 0x2010:
            return BreakClass::unsure;  // LB20.09 of ICU: a hyphen that begins a word
        default:
            break;
    }
    const int line_break = u_getIntPropertyValue(character, UCHAR_LINE_BREAK);
    if (line_break == U_LB_IDEOGRAPHIC || line_break == U_LB_H2 || line_break == U_LB_H3)
        return BreakClass::ideographic;
    if (u_charType(character) == U_CONTROL_CHAR || is_wide(character)) return BreakClass::unsure;
    switch (line_break) {
        case U_LB_COMPLEX_CONTEXT:
            return BreakClass::complex;
        case U_LB_ALPHABETIC:
            return BreakClass::alphabetic;
        case U_LB_NUMERIC:
            return BreakClass::numeric;
        case U_LB_COMBINING_MARK:
            return BreakClass::mark;
        case U_LB_SPACE:
            return BreakClass::space;
        case U_LB_OPEN_PUNCTUATION:
            return BreakClass::open;
        case U_LB_CLOSE_PUNCTUATION:
            return BreakClass::close;
        case U_LB_CLOSE_PARENTHESIS:
            return BreakClass::close_parenthesis;
        case U_LB_QUOTATION:
            return quotation_class(character);
        case U_LB_EXCLAMATION:
            return BreakClass::exclamation;
        case U_LB_INFIX_NUMERIC:
            return BreakClass::infix;
        case U_LB_BREAK_SYMBOLS:
            return BreakClass::solidus;
        case U_LB_HYPHEN:
            return BreakClass::hyphen;
        case U_LB_BREAK_AFTER:
            return BreakClass::break_after;
        case U_LB_PREFIX_NUMERIC:
            return BreakClass::prefix;
        case U_LB_POSTFIX_NUMERIC:
            return BreakClass::postfix;
        case U_LB_GLUE:
            return BreakClass::glue;
        default:
            return BreakClass::unsure;
    }
}

bool needs_bidi(UChar32 character) {
    switch (u_charDirection(character)) {
        case U_RIGHT_TO_LEFT:
        case U_RIGHT_TO_LEFT_ARABIC:
        case U_ARABIC_NUMBER:
        case U_RIGHT_TO_LEFT_EMBEDDING:
        case U_RIGHT_TO_LEFT_OVERRIDE:
        case U_RIGHT_TO_LEFT_ISOLATE:
            return true;
        default:
            return false;
    }
}

CharacterInfo info_of(UChar32 character) {
    CharacterInfo info;
    UErrorCode status = U_ZERO_ERROR;
    info.script = static_cast<std::uint16_t>(uscript_getScript(character, &status));
    info.breaks = break_class(character);
    const int category = u_charType(character);
    if (category == U_SPACE_SEPARATOR || character == '\t') {
        info.flags |= CharacterInfo::white_space;
        if (character != 0x00A0 && character != 0x2007 && character != 0x202F) info.flags |= CharacterInfo::hanging;
    } else if (category == U_CONTROL_CHAR || category == U_LINE_SEPARATOR || category == U_PARAGRAPH_SEPARATOR ||
               (character >= 0xFFF9 && character <= 0xFFFB)) {
        info.flags |= CharacterInfo::ignorable | CharacterInfo::unprintable;
    } else if (u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
        info.flags |= CharacterInfo::ignorable;
        info.script = USCRIPT_INHERITED;  // what prints nothing needs no face of its own
    }
    if (needs_bidi(character)) info.flags |= CharacterInfo::right_to_left;
    return info;
}

}  // namespace

const CharacterTable::Page& CharacterTable::fill(std::size_t number) {
    auto page = std::make_unique<Page>();
    for (std::size_t low = 0; low < page->size(); ++low)
        (*page)[low] = info_of(static_cast<UChar32>(number << 8 | low));
    return *(pages_[number] = std::move(page));
}

}  // namespace carepress::text
