#include "base/ascii.h"
#include "base/base64.h"
#include "record/older_doors.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace carepress::record {
namespace {

/// A text as a field or component: separators are escaped, other control characters are blanks.
std::string hl7_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '|':
                out += "\\F\\";
                break;
            case '^':
                out += "\\S\\";
                break;
            case '&':
                out += "\\T\\";
                break;
            case '~':
                out += "\\R\\";
                break;
            case '\\':
                out += "\\E\\";
                break;
            default:
                out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
        }
    }
    return out;
}

/// HL7 table 0001.
std::string_view hl7_sex(std::string_view gender) {
    if (gender == "female") return "F";
    if (gender == "male") return "M";
    if (gender == "other") return "O";
    return gender.empty() ? "" : "U";
}

/// HL7 table 0004, of an ActCode.
std::string_view hl7_class(std::string_view act_code) {
    if (act_code == "IMP" || act_code == "ACUTE" || act_code == "NONAC") return "I";
    if (act_code == "EMER") return "E";
    return act_code.empty() ? "U" : "O";
}

std::string uuid_in(std::string_view urn) {
    constexpr std::string_view prefix = "urn:uuid:";
    return std::string(urn.starts_with(prefix) ? urn.substr(prefix.size()) : urn);
}

/// The fields of a segment after its name, in order; empty ones at the end are left out.
std::string segment(std::string_view name, std::vector<std::string> fields) {
    while (!fields.empty() && fields.back().empty()) fields.pop_back();
    std::string line(name);
    for (const std::string& field : fields) line += "|" + field;
    return line + "\r";
}

class MessageWriter {
public:
    MessageWriter(Hl7Message kind, const DocumentFacts& facts, const DocumentToSend& document)
        : kind_(kind), facts_(facts), document_(document), id_(uuid_in(document.identifier)) {}

    std::string write() const {
        return header() + patient() + visit() + (kind_ == Hl7Message::mdm ? document() : order()) + content();
    }

private:
    bool replaces() const { return !document_.replaces.empty(); }
    std::string event() const { return replaces() ? "T10" : "T02"; }

    std::string header() const {
        const std::string type = kind_ == Hl7Message::mdm ? "MDM^" + event() + "^MDM_T02" : "ORU^R01^ORU_R01";
        // MSH-1 is the separator itself, so that the first field here is MSH-2. MSH-10 has 20 characters at most.
        std::string id = id_;
        std::erase(id, '-');
        std::string text =
            segment("MSH", {"^~\\&", "CAREPRESS", hl7_text(facts_.organization), "", "", hl7_time(document_.given_at),
                            "", type, id.substr(0, 20), "P", "2.5.1", "", "", "AL", "NE", "", "UNICODE UTF-8"});
        if (kind_ == Hl7Message::mdm) text += segment("EVN", {event(), hl7_time(document_.given_at)});
        return text;
    }

    std::string patient() const {
        return segment("PID",
                       {"1", "", hl7_text(facts_.patient_id) + "^^^" + hl7_text(facts_.patient_authority) + "^MR", "",
                        hl7_text(facts_.family) + "^" + hl7_text(facts_.given), "", hl7_time(facts_.birth_date),
                        std::string(hl7_sex(facts_.gender))});
    }

    std::string visit() const {
        std::vector<std::string> fields(19);
        fields[0] = "1";
        fields[1] = hl7_class(facts_.visit_class);
        fields[18] = hl7_text(facts_.visit_id);  // PV1-19
        return segment("PV1", std::move(fields));
    }

    std::string document() const {
        std::vector<std::string> fields(19);
        fields[0] = "1";
        fields[1] = "DS^Discharge summary^HL70270";  // TXA-2: nearest of table 0270; OBX-3 has the LOINC code
        fields[2] = "AP";                            // application data, such as a PDF (table 0191)
        fields[3] = hl7_time(document_.given_at);
        fields[5] = hl7_time(document_.given_at);
        fields[8] = person(facts_.author);                                        // TXA-9, originator
        fields[11] = id_ + "^CAREPRESS";                                          // TXA-12, unique document number
        if (replaces()) fields[12] = uuid_in(document_.replaces) + "^CAREPRESS";  // TXA-13, parent
        fields[15] = hl7_text(document_.title);                                   // TXA-16, file name or title
        fields[16] = "AU";                                                        // TXA-17, authenticated
        fields[18] = "AV";                                                        // TXA-19, available
        return segment("TXA", std::move(fields));
    }

    std::string order() const {
        std::vector<std::string> fields(25);
        fields[0] = "1";
        fields[2] = id_ + "^CAREPRESS";  // OBR-3, filler's number
        fields[3] = code();              // OBR-4
        fields[6] = hl7_time(document_.given_at);
        fields[21] = hl7_time(document_.given_at);
        fields[24] = replaces() ? "C" : "F";  // OBR-25: corrected or final
        return segment("OBR", std::move(fields));
    }

    std::string content() const {
        std::vector<std::string> fields(14);
        fields[0] = "1";
        fields[1] = "ED";
        fields[2] = code();
        fields[4] = "CAREPRESS^application^pdf^Base64^" + to_base64(document_.pdf);
        fields[10] = replaces() ? "C" : "F";
        fields[13] = hl7_time(document_.given_at);
        return segment("OBX", std::move(fields));
    }

    std::string code() const { return hl7_text(document_.type_code) + "^" + hl7_text(document_.type_name) + "^LN"; }
    static std::string person(const std::string& name) { return name.empty() ? "" : "^" + hl7_text(name); }

    const Hl7Message kind_;
    const DocumentFacts& facts_;
    const DocumentToSend& document_;
    const std::string id_;
};

/// The fields of the first segment of this name; the separator is the message's own.
std::vector<std::string_view> fields_of(std::string_view message, std::string_view name, char separator) {
    std::vector<std::string_view> fields;
    std::size_t begin = 0;
    while (begin < message.size()) {
        const std::size_t end = std::min(message.find_first_of("\r\n", begin), message.size());
        std::string_view line = message.substr(begin, end - begin);
        begin = end + 1;
        if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != separator) continue;
        while (true) {
            const std::size_t at = line.find(separator);
            fields.push_back(line.substr(0, at));
            if (at == std::string_view::npos) return fields;
            line.remove_prefix(at + 1);
        }
    }
    return fields;
}

}  // namespace

std::string hl7_time(std::string_view date_time) {
    std::string out;
    const std::size_t time = date_time.find('T');
    const std::size_t zone = time == std::string_view::npos ? time : date_time.find_first_of("Z+-", time);
    const auto add_digits = [&](std::string_view text) {
        std::copy_if(text.begin(), text.end(), std::back_inserter(out), is_digit);
    };
    add_digits(date_time.substr(0, std::min(date_time.find('.'), zone)));
    if (zone == std::string_view::npos) return out;
    if (date_time[zone] == 'Z') return out + "+0000";
    out += date_time[zone];
    add_digits(date_time.substr(zone));
    return out;
}

std::string hl7_message(Hl7Message kind, const DocumentFacts& facts, const DocumentToSend& document) {
    return MessageWriter(kind, facts, document).write();
}

Acknowledged read_acknowledgement(std::string_view answer, std::string_view message) {
    if (!answer.starts_with("MSH") || answer.size() < 4) return Acknowledged::unreadable;
    const std::vector<std::string_view> told = fields_of(answer, "MSA", answer[3]);
    const std::vector<std::string_view> sent = fields_of(message, "MSH", '|');
    constexpr std::size_t control_id = 9;  // MSH-10: MSH-1 is the separator
    if (told.size() < 3 || sent.size() <= control_id || told[2] != sent[control_id]) return Acknowledged::unreadable;
    if (told[1] == "AA" || told[1] == "CA") return Acknowledged::accepted;
    return told[1] == "AE" || told[1] == "AR" || told[1] == "CE" || told[1] == "CR" ? Acknowledged::refused
                                                                                    : Acknowledged::unreadable;
}

}  // namespace carepress::record
