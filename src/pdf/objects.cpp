#include "pdf/objects.h"

#include "base/error.h"
#include "base/hex.h"
#include "pdf/numbers.h"
#include "pdf/strings.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <xxhash.h>

#include <cstring>
#include <deque>
#include <type_traits>
#include <utility>
#include <vector>

namespace carepress::pdf {

namespace {

constexpr HPDF_UINT32 number_mask = 0x00FF'FFFF;  // the rest of obj_id says who owns the object

[[noreturn]] void fail(const char* doing, HPDF_STATUS status) {
    std::string message = "libharu failed while ";
    message += doing;
    message += " (error 0x";
    append_hex(message, static_cast<char16_t>(status));
    throw EnvironmentError(message + ")");
}

ObjectNumber number_of(HPDF_Dict dictionary) {
    return static_cast<ObjectNumber>(dictionary->header.obj_id & number_mask);
}

HPDF_STATUS write_bytes(HPDF_Stream stream, std::string_view bytes) {
    return HPDF_Stream_Write(stream, reinterpret_cast<const HPDF_BYTE*>(bytes.data()),
                             static_cast<HPDF_UINT>(bytes.size()));
}

/// Our bytes for libharu's reading callbacks: nothing is copied into its memory streams.
struct Reader {
    Bytes bytes;
    std::size_t position = 0;
};

Reader& reader_of(HPDF_Stream stream) { return *static_cast<Reader*>(stream->attr); }

extern "C" {

HPDF_STATUS read_some(HPDF_Stream stream, HPDF_BYTE* out, HPDF_UINT* size) {
    Reader& reader = reader_of(stream);
    const std::size_t left = reader.bytes->size() - reader.position;
    const bool is_last = left <= *size;
    if (is_last) *size = static_cast<HPDF_UINT>(left);
    std::memcpy(out, reader.bytes->data() + reader.position, *size);
    reader.position += *size;
    return is_last ? HPDF_STREAM_EOF : HPDF_OK;  // the end is an error code beside valid data
}

HPDF_STATUS seek_to(HPDF_Stream stream, HPDF_INT position, HPDF_WhenceMode mode) {
    if (mode != HPDF_SEEK_SET || position != 0) return HPDF_INVALID_PARAMETER;  // all that libharu asks for
    reader_of(stream).position = 0;
    return HPDF_OK;
}

HPDF_INT32 tell_position(HPDF_Stream stream) { return static_cast<HPDF_INT32>(reader_of(stream).position); }

HPDF_UINT32 tell_size(HPDF_Stream stream) { return static_cast<HPDF_UINT32>(reader_of(stream).bytes->size()); }

/// Collects the file. No exception may pass through libharu's C frames.
HPDF_STATUS append_to_file(HPDF_Stream stream, const HPDF_BYTE* data, HPDF_UINT size) {
    try {
        static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(data), size);
        return HPDF_OK;
    } catch (...) {
        return HPDF_FAILD_TO_ALLOC_MEM;
    }
}

}  // extern "C"

struct FreeDocument {
    void operator()(HPDF_Doc document) const { HPDF_Free(document); }
};

struct FreeStream {
    void operator()(HPDF_Stream stream) const { HPDF_Stream_Free(stream); }
};

}  // namespace

struct Objects::Implementation {
    struct Body {
        std::size_t begin = 0, size = 0;
    };

    explicit Implementation(const Standard& claimed) : standard(claimed) {}

    const Standard& standard;
    std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, FreeDocument> document;
    std::string producer;
    ObjectNumber spare = 0;       ///< an object of libharu's that the file has no use for: the next one reserved
    std::vector<Body> bodies;     ///< by object number; ranges of `arena`
    std::string arena;            ///< all bodies, one behind the other
    std::deque<Reader> readers;   ///< a deque, because libharu keeps their addresses
    std::string file;             ///< while saving
    std::size_t stream_size = 0;  ///< to reserve `file`

    void check(HPDF_STATUS status, const char* doing) const {
        if (status == HPDF_OK) status = HPDF_GetError(document.get());
        if (status != HPDF_OK) fail(doing, status);
    }
    /// libharu's constructors return NULL and leave the reason in the document.
    template <class Object>
    Object* check(Object* object, const char* doing) const {
        if (object == nullptr) fail(doing, HPDF_GetError(document.get()));
        return object;
    }
    void take_over(HPDF_Dict dictionary);
    static HPDF_STATUS write_body(HPDF_Dict dictionary, HPDF_Stream stream) noexcept;
    static HPDF_STATUS write_file_id(HPDF_Dict trailer, HPDF_Stream stream) noexcept;
};

/// HPDF_Dict_Write calls this between << and >>, after libharu's own keys.
HPDF_STATUS Objects::Implementation::write_body(HPDF_Dict dictionary, HPDF_Stream stream) noexcept {
    const auto& self = *static_cast<const Implementation*>(dictionary->attr);
    const Body& body = self.bodies[static_cast<std::size_t>(number_of(dictionary))];
    return write_bytes(stream, std::string_view(self.arena).substr(body.begin, body.size));
}

/// The trailer is the last thing written, so the ID (ISO 32000-1 14.4) can cover every byte before it: equal files,
/// equal IDs. Both parts are equal because the file was never updated.
HPDF_STATUS Objects::Implementation::write_file_id(HPDF_Dict trailer, HPDF_Stream stream) noexcept {
    const auto& self = *static_cast<const Implementation*>(trailer->attr);
    XXH128_canonical_t hash;
    XXH128_canonicalFromHash(&hash, XXH3_128bits(self.file.data(), self.file.size()));
    char key[] = "/ID[<................................><................................>]";
    for (int i = 0; i < 16; ++i) {
        for (const int start : {5, 39}) {
            key[start + 2 * i] = upper_hex_digits[hash.digest[i] >> 4];
            key[start + 2 * i + 1] = upper_hex_digits[hash.digest[i] & 15];
        }
    }
    return write_bytes(stream, key);
}

void Objects::Implementation::take_over(HPDF_Dict dictionary) {
    const auto number = static_cast<std::size_t>(number_of(dictionary));
    if (bodies.size() <= number) bodies.resize(number + 1);
    dictionary->attr = this;
    dictionary->write_fn = write_body;
}

Objects::Objects(const Standard& standard) : implementation_(std::make_unique<Implementation>(standard)) {
    Implementation& self = *implementation_;
    // No memory pool: libharu's returns misaligned pointers. No error handler: it would have to throw through C.
    self.document.reset(HPDF_NewEx(nullptr, nullptr, nullptr, 0, nullptr));
    if (!self.document) fail("starting a document", HPDF_FAILD_TO_ALLOC_MEM);
    self.bodies.reserve(512);
    self.arena.reserve(32'768);
    HPDF_Dict pages = self.document->root_pages;
    self.check(HPDF_Dict_RemoveElement(pages, "Kids"), "emptying the page tree");
    self.check(HPDF_Dict_RemoveElement(pages, "Count"), "emptying the page tree");
    pages->before_write_fn = nullptr;  // it would count the kids that are ours
    self.take_over(self.document->catalog);
    self.take_over(pages);
    self.take_over(self.document->info);
    self.producer = self.check(HPDF_GetInfoAttr(self.document.get(), HPDF_INFO_PRODUCER), "asking for the producer");
    if (standard.has_info) return;
    self.check(HPDF_Dict_RemoveElement(self.document->info, "Producer"), "emptying Info");
    self.spare = number_of(self.document->info);
}

Objects::~Objects() = default;

ObjectNumber Objects::catalog() const { return number_of(implementation_->document->catalog); }
ObjectNumber Objects::page_tree() const { return number_of(implementation_->document->root_pages); }
ObjectNumber Objects::info() const { return number_of(implementation_->document->info); }

const std::string& Objects::producer() const { return implementation_->producer; }

ObjectNumber Objects::reserve() {
    Implementation& self = *implementation_;
    if (self.spare != 0) return std::exchange(self.spare, 0);
    HPDF_Dict dictionary = self.check(HPDF_Dict_New(self.document->mmgr), "making an object");
    self.check(HPDF_Xref_Add(self.document->xref, dictionary), "adding an object");  // frees it when it fails
    self.take_over(dictionary);
    return number_of(dictionary);
}

void Objects::set_body(ObjectNumber number, std::string_view body) {
    Implementation& self = *implementation_;
    self.bodies[static_cast<std::size_t>(number)] = {self.arena.size(), body.size()};
    self.arena += body;
}

ObjectNumber Objects::add(std::string_view body) {
    const ObjectNumber number = reserve();
    set_body(number, body);
    return number;
}

ObjectNumber Objects::add_stream(std::string_view body, Bytes data) {
    Implementation& self = *implementation_;
    HPDF_Dict dictionary = self.check(HPDF_DictStream_New(self.document->mmgr, self.document->xref), "making a stream");
    dictionary->filter = HPDF_STREAM_FILTER_NONE;  // and our body names the filter: libharu would drop its own entry
    Reader& reader = self.readers.emplace_back(Reader{std::move(data)});
    self.stream_size += reader.bytes->size() + 256;
    HPDF_Stream source =
        self.check(HPDF_CallbackReader_New(self.document->mmgr, read_some, seek_to, tell_position, tell_size, &reader),
                   "making a stream");
    HPDF_Stream_Free(dictionary->stream);
    dictionary->stream = source;
    self.take_over(dictionary);
    const ObjectNumber number = number_of(dictionary);
    set_body(number, body);
    return number;
}

std::string Objects::save() {
    Implementation& self = *implementation_;
    HPDF_Doc document = self.document.get();
    HPDF_Dict trailer = document->xref->trailer;
    self.check(HPDF_Dict_Add(trailer, "Root", document->catalog), "writing the trailer");
    if (self.standard.has_info) self.check(HPDF_Dict_Add(trailer, "Info", document->info), "writing the trailer");
    trailer->attr = &self;
    trailer->write_fn = Implementation::write_file_id;

    constexpr std::size_t bytes_per_object = 64;  // frame, cross-reference entry
    self.file.reserve(self.arena.size() + self.stream_size + self.bodies.size() * bytes_per_object + 1024);
    const std::unique_ptr<std::remove_pointer_t<HPDF_Stream>, FreeStream> writer(
        self.check(HPDF_CallbackWriter_New(document->mmgr, append_to_file, &self.file), "opening the output"));
    self.check(write_bytes(writer.get(), self.standard.header), "writing the header");
    // ISO 19005-2 and 19005-4, 6.1.2: the version, then a comment of at least four bytes over 127.
    self.check(write_bytes(writer.get(), "\n%\xB7\xBE\xAD\xAA\n"), "writing the header");
    self.check(HPDF_Xref_WriteToStream(document->xref, writer.get(), nullptr), "writing the objects");
    return std::move(self.file);
}

void append_reference(std::string& out, ObjectNumber number) {
    append_integer(out, number);
    put(out, " 0 R");
}

}  // namespace carepress::pdf
