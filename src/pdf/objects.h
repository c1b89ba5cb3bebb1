#pragma once

#include "pdf/deflate.h"
#include "pdf/standard.h"

#include <memory>
#include <string>
#include <string_view>

namespace carepress::pdf {

/// The number of an indirect object (ISO 32000-1 7.3.10); the generation is always 0.
using ObjectNumber = int;

/// The objects of one file, in libharu's cross-reference table. libharu gives catalog, page tree root and Info, numbers
/// the objects, writes them and the table; every body is our own text, because libharu 2.3.0's containers can't hold
/// tags, exact numbers or UTF-16. Each body is the inside of a dictionary, without << and >>. Any failure throws
/// EnvironmentError.
class Objects {
public:
    explicit Objects(const Standard& standard);
    ~Objects();
    Objects(const Objects&) = delete;
    Objects& operator=(const Objects&) = delete;

    ObjectNumber catalog() const;
    ObjectNumber page_tree() const;
    /// Of a standard that has Info.
    ObjectNumber info() const;
    /// What libharu calls itself; it writes this as Info's Producer, if there is one.
    const std::string& producer() const;

    /// A dictionary whose body is set later; its number can be referred to at once.
    ObjectNumber reserve();
    void set_body(ObjectNumber number, std::string_view body);
    ObjectNumber add(std::string_view body);

    /// A stream of `data`, unchanged; `body` names the filter if there is one, and not Length.
    ObjectNumber add_stream(std::string_view body, Bytes data);

    /// The whole file: header, objects, cross-reference table and a trailer with an ID made from all the bytes before
    /// it. Call it once, when every reserved body is set.
    std::string save();

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// "12 0 R".
void append_reference(std::string& out, ObjectNumber number);

}  // namespace carepress::pdf
