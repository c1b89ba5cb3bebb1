#include "pdf/objects.h"

#include "base/error.h"
#include "pdf/numbers.h"
#include "pdf/strings.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <xxhash.h>

#include <cstring>
#include <type_traits>
#include <utility>
#include <vector>

namespace carepress {

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

extern "C" {

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

/// The last part of "xref": one line of 20 bytes for each object (ISO 32000-1 7.5.4).
void append_table(std::string& file, const std::vector<std::size_t>& offsets) {
    file += "xref\n0 ";
    append_integer(file, static_cast<std::int64_t>(offsets.size() + 1));
    file += "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
        char line[] = "0000000000 00000 n \n";
        std::size_t rest = offset;
        for (int digit = 9; rest > 0; rest /= 10) line[digit--] = static_cast<char>('0' + rest % 10);
        file.append(line, 20);
    }
}

}  // namespace

struct Objects::Implementation {
    struct Object {
        HPDF_Dict dictionary = nullptr;   ///< of libharu, which owns it; else the body is all
        std::size_t begin = 0, size = 0;  ///< the body in `arena`
        Bytes data;                       ///< of a stream
    };

    std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, FreeDocument> document;
    std::vector<Object> objects;  ///< by number, from 1
    std::string arena;            ///< all bodies, one behind the other
    std::string file;             ///< while saving
    std::size_t stream_size = 0;  ///< to reserve `file`

    void check(HPDF_STATUS status, const char* doing) const {
        if (status == HPDF_OK) status = HPDF_GetError(document.get());
        if (status != HPDF_OK) fail(doing, status);
    }
    /// libharu's constructors return NULL and leave the reason in the document.
    template <class Pointer>
    Pointer* check(Pointer* pointer, const char* doing) const {
        if (pointer == nullptr) fail(doing, HPDF_GetError(document.get()));
        return pointer;
    }
    Object& object(ObjectNumber number) { return objects[static_cast<std::size_t>(number - 1)]; }
    std::string_view body(const Object& object) const {
        return std::string_view(arena).substr(object.begin, object.size);
    }
    void take_over(HPDF_Dict dictionary);
    void append(const Object& object, HPDF_Stream writer);
    void append_trailer(HPDF_Stream writer);
    static HPDF_STATUS write_body(HPDF_Dict dictionary, HPDF_Stream stream) noexcept;
    static HPDF_STATUS write_file_id(HPDF_Dict trailer, HPDF_Stream stream) noexcept;
};

/// HPDF_Dict_Write calls this between << and >>, after libharu's own keys.
HPDF_STATUS Objects::Implementation::write_body(HPDF_Dict dictionary, HPDF_Stream stream) noexcept {
    auto& self = *static_cast<Implementation*>(dictionary->attr);
    return write_bytes(stream, self.body(self.object(number_of(dictionary))));
}

/// The trailer is the last thing written, so the ID (ISO 32000-1 14.4) can stand for every byte before it: equal files,
/// equal IDs. Both parts are equal because the file was never updated.
HPDF_STATUS Objects::Implementation::write_file_id(HPDF_Dict trailer, HPDF_Stream stream) noexcept {
    const auto& self = *static_cast<const Implementation*>(trailer->attr);
    XXH128_canonical_t hash;
    XXH128_canonicalFromHash(&hash, XXH3_128bits(self.file.data(), self.file.size()));
    char key[] = "/ID[<................................><................................>]";
    for (int i = 0; i < 16; ++i) {
        for (const int start : {5, 39}) {
            key[start + 2 * i] = "0123456789ABCDEF"[hash.digest[i] >> 4];
            key[start + 2 * i + 1] = "0123456789ABCDEF"[hash.digest[i] & 15];
        }
    }
    return write_bytes(stream, key);
}

/// libharu numbers its own objects as they are made: the first ones of the file.
void Objects::Implementation::take_over(HPDF_Dict dictionary) {
    const auto number = static_cast<std::size_t>(number_of(dictionary));
    if (objects.size() < number) objects.resize(number);
    objects[number - 1].dictionary = dictionary;
    dictionary->attr = this;
    dictionary->write_fn = write_body;
}

Objects::Objects() : implementation_(std::make_unique<Implementation>()) {
    Implementation& self = *implementation_;
    // No memory pool: libharu's returns misaligned pointers. No error handler: it would have to throw through C.
    self.document.reset(HPDF_NewEx(nullptr, nullptr, nullptr, 0, nullptr));
    if (!self.document) fail("starting a document", HPDF_FAILD_TO_ALLOC_MEM);
    self.objects.reserve(256);
    self.arena.reserve(16'384);
    HPDF_Dict pages = self.document->root_pages;
    self.check(HPDF_Dict_RemoveElement(pages, "Kids"), "emptying the page tree");
    self.check(HPDF_Dict_RemoveElement(pages, "Count"), "emptying the page tree");
    pages->before_write_fn = nullptr;  // it would count the kids that are ours
    self.take_over(self.document->catalog);
    self.take_over(pages);
    self.take_over(self.document->info);
}

Objects::~Objects() = default;

ObjectNumber Objects::catalog() const { return number_of(implementation_->document->catalog); }
ObjectNumber Objects::page_tree() const { return number_of(implementation_->document->root_pages); }
ObjectNumber Objects::info() const { return number_of(implementation_->document->info); }

std::string Objects::producer() const {
    const char* name = HPDF_GetInfoAttr(implementation_->document.get(), HPDF_INFO_PRODUCER);
    return implementation_->check(name, "asking for the producer");
}

ObjectNumber Objects::reserve() {
    Implementation& self = *implementation_;
    self.objects.emplace_back();
    return static_cast<ObjectNumber>(self.objects.size());
}

void Objects::set_body(ObjectNumber number, std::string_view body) {
    Implementation& self = *implementation_;
    Implementation::Object& object = self.object(number);
    object.begin = self.arena.size();
    object.size = body.size();
    self.arena += body;
}

ObjectNumber Objects::add(std::string_view body) {
    const ObjectNumber number = reserve();
    set_body(number, body);
    return number;
}

ObjectNumber Objects::add_stream(std::string_view body, Bytes data) {
    const ObjectNumber number = add(body);
    Implementation& self = *implementation_;
    self.stream_size += data->size();
    self.object(number).data = std::move(data);
    return number;
}

void Objects::Implementation::append(const Object& object, HPDF_Stream writer) {
    if (object.dictionary != nullptr) {
        check(HPDF_Dict_Write(object.dictionary, writer, nullptr), "writing a dictionary");
        return;
    }
    file.append("<<").append(body(object));
    if (object.data) append_integer(file += "/Length ", static_cast<std::int64_t>(object.data->size()));
    file += ">>";
    // ISO 19005-2 6.1.7.1: line feeds before and behind the data, which Length doesn't count.
    if (object.data) file.append("\nstream\n").append(*object.data).append("\nendstream");
}

void Objects::Implementation::append_trailer(HPDF_Stream writer) {
    HPDF_Dict trailer = document->xref->trailer;
    check(HPDF_Dict_Add(trailer, "Root", document->catalog), "writing the trailer");
    check(HPDF_Dict_Add(trailer, "Info", document->info), "writing the trailer");
    check(HPDF_Dict_AddNumber(trailer, "Size", static_cast<HPDF_INT32>(objects.size() + 1)), "writing the trailer");
    trailer->attr = this;
    trailer->write_fn = write_file_id;
    check(HPDF_Dict_Write(trailer, writer, nullptr), "writing the trailer");
}

std::string Objects::save() {
    Implementation& self = *implementation_;
    std::string& file = self.file;
    constexpr std::size_t bytes_per_object = 64;  // frame, line of the table
    file.reserve(self.arena.size() + self.stream_size + self.objects.size() * bytes_per_object + 1024);
    const std::unique_ptr<std::remove_pointer_t<HPDF_Stream>, FreeStream> writer(
        self.check(HPDF_CallbackWriter_New(self.document->mmgr, append_to_file, &file), "opening the output"));

    file += "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n";  // ISO 19005-2 6.1.2: a comment of at least four bytes over 127
    std::vector<std::size_t> offsets;
    offsets.reserve(self.objects.size());
    for (const Implementation::Object& object : self.objects) {
        offsets.push_back(file.size());
        append_integer(file, static_cast<std::int64_t>(offsets.size()));
        file += " 0 obj\n";
        self.append(object, writer.get());
        file += "\nendobj\n";
    }
    const std::size_t table = file.size();
    append_table(file, offsets);
    file += "trailer\n";
    self.append_trailer(writer.get());
    file += "\nstartxref\n";
    append_integer(file, static_cast<std::int64_t>(table));
    file += "\n%%EOF\n";
    return std::move(file);
}

void append_reference(std::string& out, ObjectNumber number) {
    append_integer(out, number);
    out += " 0 R";
}

}  // namespace carepress
