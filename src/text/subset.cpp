#include "base/error.h"
#include "text/face.h"

#include <unicode/ucnv.h>
#include <unicode/uset.h>

#include <algorithm>
#include <cstdint>
#include <new>
#include <span>
#include <utility>

namespace carepress::text {
namespace {

using HbSubsetInput = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_destroy>>;
using HbSubsetPlan = std::unique_ptr<hb_subset_plan_t, Destroy<hb_subset_plan_destroy>>;

/// What a PDF's font program needs (ISO 32000-1 9.9, table 126): the content stream has glyph ids, so no cmap, names
/// or layout; printers don't hint.
constexpr hb_tag_t kept_tables[] = {HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('h', 'e', 'a', 'd'),
                                    HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
                                    HB_TAG('C', 'F', 'F', ' ')};

/// A large face is subset without its subroutines: to follow them takes longer, in each subset, than they save, and
/// without them it gives the same bytes before and after it is narrowed.
constexpr unsigned usual_flags = HB_SUBSET_FLAGS_NO_HINTING;
constexpr unsigned large_face_flags = usual_flags | HB_SUBSET_FLAGS_DESUBROUTINIZE;

HbSubsetInput make_input(std::span<const std::uint32_t> glyphs, unsigned flags) {
    HbSubsetInput input(hb_subset_input_create_or_fail());
    if (!input) throw std::bad_alloc();
    hb_subset_input_set_flags(input.get(), flags);
    hb_set_add_sorted_array(hb_subset_input_glyph_set(input.get()), glyphs.data(),
                            static_cast<unsigned>(glyphs.size()));
    hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    hb_set_clear(dropped);
    hb_set_invert(dropped);
    for (const hb_tag_t tag : kept_tables) hb_set_del(dropped, tag);
    hb_set_clear(hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
    hb_set_clear(hb_subset_input_set(input.get(), HB_SUBSET_SETS_NAME_ID));
    return input;
}

}  // namespace

/// The tables that a subset is made of, alone. With its cmap a face would give glyphs that nobody asked for: those of
/// variation sequences, which only a whole cmap has.
void Face::bare() const {
    bare_.reset(hb_face_builder_create());
    for (const hb_tag_t tag : kept_tables) {
        const HbBlob table(hb_face_reference_table(face_.get(), tag));
        if (hb_blob_get_length(table.get()) > 0) hb_face_builder_add_table(bare_.get(), tag, table.get());
    }
    hb_face_make_immutable(bare_.get());
}

/// Makes the face with the glyphs of its common characters alone.
void Face::narrow() const {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, Destroy<ucnv_close>> charset(ucnv_open(common_.c_str(), &status));
    const std::unique_ptr<USet, Destroy<uset_close>> characters(uset_openEmpty());
    if (charset) ucnv_getUnicodeSet(charset.get(), characters.get(), UCNV_ROUNDTRIP_SET, &status);
    // Marks of all kinds, which charsets name each in its own way.
    for (const auto& [first, last] : {std::pair(0x20, 0xFF), {0x2000, 0x206F}, {0x3000, 0x303F}, {0xFF00, 0xFFEF}})
        uset_addRange(characters.get(), first, last);
    if (U_FAILURE(status)) throw EnvironmentError("ICU has no charset \"" + common_ + "\": " + u_errorName(status));
    std::vector<std::uint32_t> glyphs = {0};
    for (std::int32_t range = 0; range < uset_getItemCount(characters.get()); ++range) {
        UChar32 first = 0, last = -1;
        if (uset_getItem(characters.get(), range, &first, &last, nullptr, 0, &status) != 0) continue;  // a string
        for (UChar32 character = first; character <= last; ++character) {
            hb_codepoint_t glyph = 0;
            if (hb_font_get_nominal_glyph(font_.get(), static_cast<hb_codepoint_t>(character), &glyph))
                glyphs.push_back(glyph);
        }
    }
    std::sort(glyphs.begin(), glyphs.end());
    glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());

    const HbSubsetInput input = make_input(glyphs, large_face_flags);
    const HbSubsetPlan plan(hb_subset_plan_create_or_fail(bare_.get(), input.get()));
    narrowed_.reset(plan ? hb_subset_plan_execute_or_fail(plan.get()) : nullptr);
    if (!narrowed_) throw EnvironmentError("the font \"" + path_ + "\" can't be subset");
    hb_face_make_immutable(narrowed_.get());
    const hb_map_t* mapping = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    narrowed_ids_.assign(hb_face_get_glyph_count(face_.get()), 0);
    for (const std::uint32_t glyph : glyphs)
        narrowed_ids_[glyph] = static_cast<std::uint16_t>(hb_map_get(mapping, glyph));
}

/// A preprocessed face answers 15 times faster, but what it makes lazily inside races in HarfBuzz 6.0.0 until one
/// subset with the same tables has run on it; so that one runs here, under the lock.
void Face::warm_harfbuzz() const {
    std::call_once(subset_once_, [this] {
        hb_face_t* source = narrowed_ ? narrowed_.get() : face_.get();
        HbFace prepared(hb_subset_preprocess(source));
        constexpr std::uint32_t first_glyphs[] = {0, 1};
        const std::size_t count = hb_face_get_glyph_count(source) > 1 ? 2 : 1;
        const HbSubsetInput input =
            make_input(std::span(first_glyphs).first(count), common_.empty() ? usual_flags : large_face_flags);
        const HbFace discarded(hb_subset_or_fail(prepared.get(), input.get()));
        if (!discarded) throw EnvironmentError("the font \"" + path_ + "\" can't be subset");
        const HbBlob written(hb_face_reference_blob(discarded.get()));
        hb_face_make_immutable(prepared.get());
        subset_face_ = std::move(prepared);
        subset_warm_.store(true, std::memory_order_release);
    });
}

void Face::warm_subsetter() const {
    if (!common_.empty()) {
        std::call_once(bare_once_, [this] { bare(); });
        std::call_once(narrow_once_, [this] { narrow(); });
    }
    if (!true_type_.is_usable()) warm_harfbuzz();
}

/// The face to subset, and what `glyphs` are called in it: one cold process that presses one handout shall not wait for
/// what only pays after a dozen of them. A subset's bytes depend on its glyphs alone, whichever face it is made from
/// (tests compare them).
hb_face_t* Face::subset_source(std::span<const std::uint32_t> glyphs, std::vector<std::uint32_t>& ids) const {
    ids.assign(glyphs.begin(), glyphs.end());
    constexpr int cold_subsets = 16;
    if (!common_.empty()) std::call_once(bare_once_, [this] { bare(); });
    hb_face_t* whole = common_.empty() ? face_.get() : bare_.get();
    if (!subset_warm_.load(std::memory_order_acquire)) {
        if (subsets_made_.fetch_add(1, std::memory_order_relaxed) < cold_subsets) return whole;
        warm_subsetter();
    }
    if (!common_.empty()) {
        const auto is_common = [&](std::uint32_t glyph) { return glyph == 0 || narrowed_ids_[glyph] != 0; };
        if (!std::all_of(glyphs.begin(), glyphs.end(), is_common)) return whole;
        std::transform(glyphs.begin(), glyphs.end(), ids.begin(),
                       [&](std::uint32_t glyph) { return narrowed_ids_[glyph]; });
    }
    return subset_face_.get();
}

std::string Face::subset_with_harfbuzz(std::span<const std::uint32_t> glyphs,
                                       std::vector<std::uint32_t>& new_ids) const {
    std::vector<std::uint32_t> ids;
    hb_face_t* source = subset_source(glyphs, ids);
    const HbSubsetInput input = make_input(ids, common_.empty() ? usual_flags : large_face_flags);
    const HbSubsetPlan plan(hb_subset_plan_create_or_fail(source, input.get()));
    const HbFace made(plan ? hb_subset_plan_execute_or_fail(plan.get()) : nullptr);
    if (!made) throw EnvironmentError("the font \"" + path_ + "\" can't be subset");
    const hb_map_t* mapping = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    new_ids.clear();
    for (const std::uint32_t glyph : ids) {
        const std::uint32_t id = hb_map_get(mapping, glyph);
        new_ids.push_back(id == HB_MAP_VALUE_INVALID ? 0 : id);
    }
    const HbBlob program(metrics_.is_cff ? hb_face_reference_table(made.get(), HB_TAG('C', 'F', 'F', ' '))
                                         : hb_face_reference_blob(made.get()));
    unsigned length = 0;
    const char* data = hb_blob_get_data(program.get(), &length);
    return {data, length};
}

FontSubset Face::subset(std::span<const std::uint32_t> glyphs) const {
    FontSubset subset;
    subset.program = true_type_.subset(glyphs, subset.new_ids);
    if (subset.program.empty()) subset.program = subset_with_harfbuzz(glyphs, subset.new_ids);
    subset.widths.reserve(glyphs.size());
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        // A CID-keyed CFF keeps its charset, so that its codes stay the original CIDs (ISO 32000-1 9.7.4.2).
        if (glyphs[i] < cids_.size()) subset.new_ids[i] = cids_[glyphs[i]];
        subset.widths.push_back(static_cast<std::uint16_t>(hb_font_get_glyph_h_advance(font_.get(), glyphs[i])));
    }
    return subset;
}

}  // namespace carepress::text
