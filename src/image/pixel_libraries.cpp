#include "image/pixel_libraries.h"

#include "base/error.h"

#include <dlfcn.h>

#include <string>

namespace carepress::image {
namespace {

class SharedLibrary {
public:
    explicit SharedLibrary(const char* file_name)
        : file_name_(file_name), handle_(::dlopen(file_name, RTLD_NOW | RTLD_LOCAL)) {
        if (handle_ == nullptr) throw EnvironmentError(std::string("a library cannot be loaded: ") + ::dlerror());
    }

    template <class Function>
    void find(const char* name, Function& function) const {
        function = reinterpret_cast<Function>(::dlsym(handle_, name));
        if (function == nullptr) throw EnvironmentError(std::string(file_name_) + " has no " + name);
    }

private:
    const char* file_name_;
    void* handle_;  // never closed: the functions are kept
};

Giflib load_giflib() {
    const SharedLibrary library("libgif.so.7");
    Giflib loaded{};
    library.find("DGifOpen", loaded.open);
    library.find("DGifCloseFile", loaded.close_file);
    library.find("DGifGetRecordType", loaded.get_record_type);
    library.find("DGifGetExtension", loaded.get_extension);
    library.find("DGifGetExtensionNext", loaded.get_extension_next);
    library.find("DGifExtensionToGCB", loaded.extension_to_control);
    library.find("DGifGetImageDesc", loaded.get_image_description);
    library.find("DGifGetLine", loaded.get_line);
    library.find("GifErrorString", loaded.error_string);
    return loaded;
}

Libwebp load_libwebp() {
    const SharedLibrary decoder("libwebp.so.7"), demuxer("libwebpdemux.so.2");
    Libwebp loaded{};
    decoder.find("WebPDecodeRGBAInto", loaded.decode_rgba_into);
    demuxer.find("WebPDemuxInternal", loaded.demux);
    demuxer.find("WebPDemuxDelete", loaded.demux_delete);
    demuxer.find("WebPDemuxGetI", loaded.get_integer);
    demuxer.find("WebPDemuxGetChunk", loaded.get_chunk);
    demuxer.find("WebPDemuxReleaseChunkIterator", loaded.release_chunk);
    demuxer.find("WebPDemuxGetFrame", loaded.get_frame);
    demuxer.find("WebPDemuxReleaseIterator", loaded.release_frame);
    return loaded;
}

}  // namespace

const Giflib& giflib() {
    static const Giflib loaded = load_giflib();
    return loaded;
}

const Libwebp& libwebp() {
    static const Libwebp loaded = load_libwebp();
    return loaded;
}

}  // namespace carepress::image
