#pragma once

#include "base/source.h"

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace carepress::import {

/// One record of an XML file, from its start tag to its end tag.
struct XmlRecord {
    std::string bytes;
    std::string name;   ///< of its element: "health-topic", "MedicalTopic" or "document"
    Position position;  ///< of its start tag
    std::string
        fault;  ///< why it can't be read (no end tag, too large, nested too deeply); empty: nothing is wrong yet
};

/// Splits an XML file into its records while it streams by, so that memory is bounded by the largest record whatever
/// the file's size, and a record with a fault does not spoil the ones after it. A record is a <health-topic> or
/// <MedicalTopic> (MedlinePlus), alone or inside one outer element, or an SPL <document>. A DOCTYPE is skipped and
/// never fetched; one that declares anything itself (entities) is refused, and so are encodings other than UTF-8.
class XmlRecords {
public:
    explicit XmlRecords(std::istream& in) : in_(in) {}

    /// The next record, or nothing at the end of the file and after a fault of the whole file.
    std::optional<XmlRecord> next();

    /// Why the file is refused; empty as long as it is not. Known after the first next().
    const std::string& fault() const { return fault_; }
    Position fault_position() const { return fault_position_; }
    /// The start tag of the outermost element, with its attributes.
    const std::string& root() const { return root_; }

    static constexpr std::size_t largest_record = 8'000'000;  ///< bytes
    static constexpr int deepest = 200;                       ///< levels of elements in a record

private:
    enum class Token : std::uint8_t { end_of_file, text, start_tag, empty_tag, end_tag, comment, instruction, doctype };
    Token scan();
    bool fill();
    bool need(std::size_t bytes);
    std::string_view rest() const;
    void take(std::size_t bytes);
    void take_upto(std::string_view end, std::size_t from);
    Token scan_tag();
    Token scan_doctype();
    void read_prolog();
    void refuse(std::string why);
    std::string_view name_of_tag() const;
    void gather(XmlRecord& record);

    std::istream& in_;
    std::string buffer_;     ///< what was read, a chunk and a token at most
    std::size_t begin_ = 0;  ///< of what was not yet taken of it
    std::string token_;      ///< what scan() found
    Position position_;      ///< of what comes next
    Position token_position_;
    std::string root_, fault_;
    Position fault_position_;
    bool begun_ = false;
    bool pending_ = false;  ///< token_ holds a record's start tag that next() has to begin with
};

/// Whether the bytes at the beginning of a file are those of an XML file that XmlRecords knows: by its first element.
bool is_record_xml(std::string_view beginning);

}  // namespace carepress::import
