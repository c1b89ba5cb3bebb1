#include "text/face.h"

#include "base/error.h"
#include "text/cff_charset.h"

#include <ft2build.h>
#include <harfbuzz/hb-ot.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include FT_TRUETYPE_TABLES_H
#include <array>
#include <cmath>
#include <cstdint>

namespace carepress::text {
namespace {

/// FreeType's library, one for each thread, as it is not thread-safe: making one takes as long as opening a face.
FT_Library free_type_library() {
    struct Library {
        FT_Library library = nullptr;
        Library() {
            if (FT_Init_FreeType(&library) != 0) library = nullptr;
        }
        ~Library() {
            if (library) FT_Done_FreeType(library);
        }
        Library(const Library&) = delete;
        Library& operator=(const Library&) = delete;
    };
    static thread_local const Library one;
    return one.library;
}

/// FreeType's face for as long as a face's metrics are read.
class FreeTypeFace {
public:
    FreeTypeFace(hb_blob_t* blob, unsigned index) {
        unsigned length = 0;
        const char* data = hb_blob_get_data(blob, &length);
        FT_Library library = free_type_library();
        if (library == nullptr) return;
        if (FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(data), static_cast<FT_Long>(length),
                               static_cast<FT_Long>(index), &face_) != 0)
            face_ = nullptr;
    }
    ~FreeTypeFace() {
        if (face_) FT_Done_Face(face_);
    }
    FreeTypeFace(const FreeTypeFace&) = delete;
    FreeTypeFace& operator=(const FreeTypeFace&) = delete;
    FT_Face get() const { return face_; }

private:
    FT_Face face_ = nullptr;
};

/// OS/2 panose: family kind "Latin text" with one of the serif styles (Panose 2.0, "serif style" 2 to 10).
bool has_serifs(const TT_OS2& os2) { return os2.panose[0] == 2 && os2.panose[1] >= 2 && os2.panose[1] <= 10; }

/// PDF wants a stem width that OpenType doesn't tell; this is the usual estimate from the weight.
int stem_of(int weight) {
    const double part = weight / 65.0;
    return static_cast<int>(std::lround(50 + part * part));
}

}  // namespace

Face::Face(std::string path, unsigned index, std::string common) : path_(std::move(path)), common_(std::move(common)) {
    blob_.reset(hb_blob_create_from_file_or_fail(path_.c_str()));
    if (!blob_) throw EnvironmentError("the font \"" + path_ + "\" can't be read");
    face_.reset(hb_face_create(blob_.get(), index));
    if (hb_face_get_glyph_count(face_.get()) == 0)
        throw EnvironmentError("the file \"" + path_ + "\" is not an OpenType font");
    read_metrics(index);
    true_type_ = TrueTypeSubsetter(face_.get());
    font_.reset(hb_font_create(face_.get()));
    hb_ot_font_set_funcs(font_.get());
    hb_font_set_scale(font_.get(), 1000, 1000);

    const HbSet characters(hb_set_create());
    hb_face_collect_unicodes(face_.get(), characters.get());
    std::array<hb_codepoint_t, 1024> some;  // many at a time: a cold start of a Chinese face asks for 30,000
    hb_codepoint_t before = HB_SET_VALUE_INVALID;
    while (const unsigned count = hb_set_next_many(characters.get(), before, some.data(), some.size())) {
        for (unsigned i = 0; i < count && some[i] < 0x10000; ++i)
            bmp_[some[i] >> 6] |= std::uint64_t{1} << (some[i] & 63);
        before = some[count - 1];
        if (before >= 0x10000) break;
    }
    hb_font_make_immutable(font_.get());
    hb_face_make_immutable(face_.get());
}

void Face::refuse_restricted(unsigned fs_type) const {
    // OpenType OS/2 fsType: 2 alone is "restricted licence", 0x100 forbids subsetting, 0x200 allows bitmaps only.
    if ((fs_type & 0x000F) == 2 || (fs_type & 0x0300) != 0)
        throw EnvironmentError("the font \"" + path_ + "\" forbids embedding (OS/2 fsType " + std::to_string(fs_type) +
                               ")");
}

void Face::read_metrics(unsigned index) {
    const FreeTypeFace free_type(blob_.get(), index);
    const FT_Face face = free_type.get();
    if (!face || face->units_per_EM == 0 || !FT_IS_SCALABLE(face))
        throw EnvironmentError("FreeType can't open the font \"" + path_ + "\"");
    const int units = face->units_per_EM;
    const auto thousandths = [units](long value) { return static_cast<int>(std::lround(value * 1000.0 / units)); };

    FaceMetrics& metrics = metrics_;
    metrics.units_per_em = units;
    if (const char* name = FT_Get_Postscript_Name(face)) metrics.postscript_name = name;
    metrics.ascent = thousandths(face->ascender);
    metrics.descent = thousandths(face->descender);
    if (const auto* hhea = static_cast<TT_HoriHeader*>(FT_Get_Sfnt_Table(face, FT_SFNT_HHEA))) {
        metrics.ascent = thousandths(hhea->Ascender);
        metrics.descent = thousandths(hhea->Descender);
    }
    const long box[4] = {face->bbox.xMin, face->bbox.yMin, face->bbox.xMax, face->bbox.yMax};
    for (int side = 0; side < 4; ++side) metrics.bbox[side] = thousandths(box[side]);
    metrics.fixed_pitch = FT_IS_FIXED_WIDTH(face);
    metrics.italic = (face->style_flags & FT_STYLE_FLAG_ITALIC) != 0;
    if (const auto* post = static_cast<TT_Postscript*>(FT_Get_Sfnt_Table(face, FT_SFNT_POST)))
        metrics.italic_angle = static_cast<int>(std::lround(static_cast<double>(post->italicAngle) / 65536.0));
    metrics.cap_height = metrics.ascent;
    if (const auto* os2 = static_cast<TT_OS2*>(FT_Get_Sfnt_Table(face, FT_SFNT_OS2)); os2 && os2->version != 0xFFFF) {
        refuse_restricted(os2->fsType);
        metrics.weight = os2->usWeightClass;
        metrics.serif = has_serifs(*os2);
        if (os2->version >= 2 && os2->sCapHeight > 0) metrics.cap_height = thousandths(os2->sCapHeight);
        if (os2->version >= 2) metrics.x_height = thousandths(os2->sxHeight);
    }
    metrics.stem_v = stem_of(metrics.weight);

    const HbBlob cff(hb_face_reference_table(face_.get(), HB_TAG('C', 'F', 'F', ' ')));
    metrics.is_cff = hb_blob_get_length(cff.get()) > 0;
    unsigned length = 0;
    const char* data = hb_blob_get_data(cff.get(), &length);
    cids_ = read_cids({reinterpret_cast<const std::uint8_t*>(data), length}, hb_face_get_glyph_count(face_.get()));
    if (FT_Bool cid_keyed = 0;
        metrics.is_cff && cids_.empty() && FT_Get_CID_Is_Internally_CID_Keyed(face, &cid_keyed) == 0 && cid_keyed)
        throw EnvironmentError("the charset of the font \"" + path_ + "\" can't be read");
}

bool Face::maps_supplementary(char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font_.get(), character, &glyph) && glyph != 0;
}

bool Face::sets(char32_t character) const {
    if (maps(character)) return true;
    // hb-ot-shape-fallback and hb-ot-shape-normalize: widths of the other spaces are made of the em and U+0020, the
    // non-breaking hyphen of U+2010.
    if (character == 0x00A0 || (character >= 0x2000 && character <= 0x200A) || character == 0x202F ||
        character == 0x205F || character == 0x3000)
        return maps(U' ');
    if (character == 0x2011) return maps(0x2010);
    return false;
}

bool Face::sets_cluster(std::u16string_view cluster) const {
    const auto sets_all = [this](const char16_t* text, std::int32_t length) {
        std::int32_t at = 0;
        while (at < length) {
            UChar32 character = 0;
            U16_NEXT(text, at, length, character);
            if (!u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
                u_charType(character) != U_CONTROL_CHAR && !sets(static_cast<char32_t>(character)))
                return false;
        }
        return true;
    };
    const auto length = static_cast<std::int32_t>(cluster.size());
    if (sets_all(cluster.data(), length)) return true;
    constexpr std::int32_t room = 256;
    if (length > room / 4) return false;  // no text of a language has clusters of more than 64 units
    char16_t normalized[room];
    for (const bool compose : {true, false}) {
        UErrorCode status = U_ZERO_ERROR;
        const UNormalizer2* normalizer = compose ? unorm2_getNFCInstance(&status) : unorm2_getNFDInstance(&status);
        const std::int32_t size = unorm2_normalize(normalizer, cluster.data(), length, normalized, room, &status);
        if (U_SUCCESS(status) && size <= room && sets_all(normalized, size)) return true;
    }
    return false;
}

}  // namespace carepress::text
