#include "import/xml_records.h"

#include "article/other_formats.h"

#include <algorithm>
#include <array>

namespace carepress::import {
namespace {

constexpr std::size_t chunk = 65'536;
constexpr std::size_t longest_token = XmlRecords::largest_record;

/// Of an element that holds records: MedlinePlus's files before and after 2012, and what its search service answers.
bool holds_records(std::string_view name) {
    return name == "health-topics" || name == "MedicalTopics" || name == "nlmSearchResult";
}

bool is_record(std::string_view name) { return name == "health-topic" || name == "MedicalTopic" || name == "document"; }

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

/// "health-topic" of "<health-topic id=…" or "</health-topic>".
std::string_view tag_name(std::string_view tag) {
    std::size_t begin = 1;
    if (begin < tag.size() && tag[begin] == '/') ++begin;
    std::size_t end = begin;
    while (end < tag.size() && is_name_character(tag[end])) ++end;
    return tag.substr(begin, end - begin);
}

/// The encoding that an XML declaration names, in lower case; empty: none.
std::string declared_encoding(std::string_view declaration) {
    const std::size_t at = declaration.find("encoding");
    if (at == std::string_view::npos) return {};
    const std::size_t quote = declaration.find_first_of("\"'", at);
    if (quote == std::string_view::npos) return {};
    const std::size_t end = declaration.find(declaration[quote], quote + 1);
    std::string name(declaration.substr(quote + 1, end - quote - 1));
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return name;
}

}  // namespace

/// Reads on. What was taken leaves the buffer here, and not at each token.
bool XmlRecords::fill() {
    buffer_.erase(0, begin_);
    begin_ = 0;
    std::array<char, chunk> bytes;
    in_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    buffer_.append(bytes.data(), static_cast<std::size_t>(in_.gcount()));
    return in_.gcount() > 0;
}

std::string_view XmlRecords::rest() const { return std::string_view(buffer_).substr(begin_); }

bool XmlRecords::need(std::size_t bytes) {
    while (rest().size() < bytes)
        if (!fill()) return false;
    return true;
}

/// Moves the first bytes of the buffer to token_.
void XmlRecords::take(std::size_t bytes) {
    token_.assign(rest().substr(0, bytes));
    begin_ += token_.size();
    token_position_ = position_;
    for (const char c : token_) {
        if (c == '\n') {
            ++position_.line;
            position_.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++position_.column;
        }
    }
}

/// Takes all up to the next `end`, or to the end of the file; of a token that grows without limit only a part.
void XmlRecords::take_upto(std::string_view end, std::size_t from) {
    for (;;) {
        const std::size_t at = rest().find(end, from);
        if (at != std::string_view::npos) return take(at + end.size());
        from = rest().size() - std::min(rest().size(), end.size() - 1);
        if (rest().size() > longest_token || !fill()) return take(rest().size());
    }
}

XmlRecords::Token XmlRecords::scan() {
    if (!need(1)) return Token::end_of_file;
    if (rest()[0] != '<') {
        take(std::min(rest().find('<'), rest().size()));
        return Token::text;
    }
    need(9);
    if (rest().starts_with("<!--")) {
        take_upto("-->", 4);
        return Token::comment;
    }
    if (rest().starts_with("<![CDATA[")) {
        take_upto("]]>", 9);
        return Token::text;
    }
    if (rest().starts_with("<?")) {
        take_upto("?>", 2);
        return Token::instruction;
    }
    if (rest().starts_with("<!DOCTYPE") || rest().starts_with("<!doctype")) return scan_doctype();
    if (rest().starts_with("</") || !tag_name(rest()).empty()) return scan_tag();
    take(1);
    return Token::text;
}

/// A tag ends at the first ">" outside of quotes; a "<" in it, which XML does not allow there, ends it too, so that a
/// forgotten quotation mark costs one record and not the rest of the file.
XmlRecords::Token XmlRecords::scan_tag() {
    char quote = '\0';
    for (std::size_t i = 1;; ++i) {
        if (i >= rest().size() && (rest().size() > longest_token || !fill())) {
            take(rest().size());
            return Token::text;
        }
        const char c = rest()[i];
        if (c == '<') {
            take(i);
            return Token::text;
        }
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            take(i + 1);
            if (token_[1] == '/') return Token::end_tag;
            return token_[token_.size() - 2] == '/' ? Token::empty_tag : Token::start_tag;
        }
    }
}

XmlRecords::Token XmlRecords::scan_doctype() {
    std::size_t at = 9;
    for (;; ++at) {
        if (at >= rest().size() && (rest().size() > longest_token || !fill())) break;
        if (rest()[at] == '[' || rest()[at] == '>') break;
    }
    take(at + 1);
    return Token::doctype;
}

void XmlRecords::refuse(std::string why) {
    fault_ = std::move(why);
    fault_position_ = token_position_;
}

std::string_view XmlRecords::name_of_tag() const { return tag_name(token_); }

void XmlRecords::read_prolog() {
    begun_ = true;
    need(4);
    if (rest().starts_with("\xFF\xFE") || rest().starts_with("\xFE\xFF"))
        return refuse("the file is in UTF-16; save it as UTF-8");
    if (rest().starts_with("\xEF\xBB\xBF")) begin_ += 3;
    std::string document_type;
    for (;;) {
        const Token token = scan();
        if (token == Token::end_of_file) return refuse("the file contains no XML element");
        if (token == Token::instruction && token_.starts_with("<?xml")) {
            const std::string encoding = declared_encoding(token_);
            if (!encoding.empty() && encoding != "utf-8" && encoding != "us-ascii")
                return refuse("the file is in \"" + encoding.substr(0, 40) + "\"; save it as UTF-8");
        }
        if (token == Token::doctype) document_type = token_;
        if (token == Token::doctype && token_.back() == '[')
            return refuse("the document type declares entities or markup of its own, which is not supported");
        if (token != Token::start_tag && token != Token::empty_tag) continue;
        root_ = token_;
        const std::string_view name = name_of_tag();
        if (is_record(name))
            pending_ = token == Token::start_tag;
        else if (holds_records(name))
            return;
        else if (const auto format = article::other_xml_format(root_, document_type))
            refuse("this is " + std::string(format->name) + "; " + std::string(format->hint));
        else
            refuse("<" + std::string(name.substr(0, 40)) + "> is neither a MedlinePlus file nor a drug label");
        return;
    }
}

/// From the record's start tag, which is in token_, to its end.
void XmlRecords::gather(XmlRecord& record) {
    record.name = name_of_tag();
    record.position = token_position_;
    record.bytes = token_;
    int depth = 1;
    bool too_large = false;
    while (depth > 0) {
        const Token token = scan();
        if (token == Token::end_of_file) {
            record.fault = "the file ends inside this record";
            return;
        }
        if (token == Token::doctype) {
            record.fault = "a document type declaration appears inside this record";
            continue;
        }
        const bool own_name = (token == Token::start_tag || token == Token::end_tag) && name_of_tag() == record.name;
        if (own_name && token == Token::start_tag && record.name != "document") {
            record.fault = "the record has no end tag";
            pending_ = true;
            return;
        }
        if (token == Token::start_tag && ++depth > deepest) record.fault = "elements are nested too deeply";
        if (token == Token::end_tag) --depth;
        // A missing or extra end tag inside the record is detected at the record's own end.
        if (own_name && token == Token::end_tag && record.name != "document") depth = 0;
        too_large = too_large || record.bytes.size() + token_.size() > largest_record;
        if (!too_large) record.bytes += token_;
    }
    if (too_large) record.fault = "the record is larger than 8 MB";
}

std::optional<XmlRecord> XmlRecords::next() {
    if (!begun_) read_prolog();
    if (!fault_.empty()) return std::nullopt;
    XmlRecord record;
    while (!pending_) {
        const Token token = scan();
        if (token == Token::end_of_file) return std::nullopt;
        pending_ = token == Token::start_tag && is_record(name_of_tag());
    }
    pending_ = false;
    gather(record);
    return record;
}

bool is_record_xml(std::string_view beginning) {
    if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
    if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) return true;
    for (std::size_t at = beginning.find('<'); at != std::string_view::npos; at = beginning.find('<', at + 1)) {
        const std::string_view rest = beginning.substr(at);
        if (rest.starts_with("<!--")) {
            at = beginning.find("-->", at);
            if (at == std::string_view::npos) return false;
            continue;
        }
        if (rest.starts_with("<?") || rest.size() < 2) continue;
        if (rest.starts_with("<!")) {
            // What declares entities is XML, and will be refused as such; "<!DOCTYPE html>" is not.
            if (rest.substr(0, rest.find('>')).find('[') != std::string_view::npos) return true;
            continue;
        }
        const std::string_view name = tag_name(rest);
        return is_record(name) || holds_records(name) || (beginning.starts_with("<?xml") && name != "html");
    }
    return false;
}

}  // namespace carepress::import
