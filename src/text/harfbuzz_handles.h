#pragma once

#include <harfbuzz/hb.h>

#include <memory>

namespace carepress::text {

template <auto destroy>
struct Destroy {
    template <typename T>
    void operator()(T* pointer) const {
        destroy(pointer);
    }
};
using HbBlob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>>;
using HbFont = std::unique_ptr<hb_font_t, Destroy<hb_font_destroy>>;
using HbBuffer = std::unique_ptr<hb_buffer_t, Destroy<hb_buffer_destroy>>;
using HbSet = std::unique_ptr<hb_set_t, Destroy<hb_set_destroy>>;

}  // namespace carepress::text
