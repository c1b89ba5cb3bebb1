#pragma once

#include <gif_lib.h>
#include <webp/decode.h>
#include <webp/demux.h>

namespace carepress::image {

// The functions of giflib and libwebp that the readers call. The libraries are loaded when a picture needs them, once
// in a process, and kept: linked, they took 2.8 % of the instructions of a handout, and few handouts have such
// pictures. Both throw EnvironmentError if the library is not installed.

struct Giflib {
    decltype(&::DGifOpen) open;
    decltype(&::DGifCloseFile) close_file;
    decltype(&::DGifGetRecordType) get_record_type;
    decltype(&::DGifGetExtension) get_extension;
    decltype(&::DGifGetExtensionNext) get_extension_next;
    decltype(&::DGifExtensionToGCB) extension_to_control;
    decltype(&::DGifGetImageDesc) get_image_description;
    decltype(&::DGifGetLine) get_line;
    decltype(&::GifErrorString) error_string;
};
const Giflib& giflib();

struct Libwebp {
    decltype(&::WebPDecodeRGBAInto) decode_rgba_into;
    decltype(&::WebPDemuxInternal) demux;
    decltype(&::WebPDemuxDelete) demux_delete;
    decltype(&::WebPDemuxGetI) get_integer;
    decltype(&::WebPDemuxGetChunk) get_chunk;
    decltype(&::WebPDemuxReleaseChunkIterator) release_chunk;
    decltype(&::WebPDemuxGetFrame) get_frame;
    decltype(&::WebPDemuxReleaseIterator) release_frame;
};
const Libwebp& libwebp();

}  // namespace carepress::image
