#include "base/digest.h"
#include "base/markup.h"
#include "base/utf.h"
#include "xliff/document.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace carepress::xliff {
namespace {

std::string_view type_of(const Code& code) {
    switch (code.kind) {
        case Code::Kind::style:
            return code.style == article::inline_strong     ? R"( type="fmt" subType="xlf:b")"
                   : code.style == article::inline_emphasis ? R"( type="fmt" subType="xlf:i")"
                                                            : R"( type="fmt")";
        case Code::Kind::link:
        case Code::Kind::note:
            return R"( type="link")";
        case Code::Kind::line_break:
            return R"( type="fmt" subType="xlf:lb")";
        case Code::Kind::placeholder:
        case Code::Kind::own_code:
            return R"( type="ui" subType="xlf:var")";
        case Code::Kind::language:
            return R"( type="other")";
    }
    return {};
}

/// Markup that several codes have is in <originalData> once.
class OriginalData {
public:
    std::string id_of(const std::string& data) {
        const auto found = std::find(all_.begin(), all_.end(), data);
        const auto index = found - all_.begin();
        if (found == all_.end()) all_.push_back(data);
        return "d" + std::to_string(index + 1);
    }
    const std::vector<std::string>& all() const { return all_; }

private:
    std::vector<std::string> all_;
};

/// A character that XML does not have is written by its number (XLIFF 2.1, 4.2.3.1).
std::string escaped(std::string_view text) {
    const std::string written = escaped_xml(text);
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = 0; (at = written.find("\xEF\xBF", at)) != std::string::npos;) {
        const char last = at + 2 < written.size() ? written[at + 2] : '\0';
        at += 2;
        if (last != '\xBE' && last != '\xBF') continue;
        out.append(written, from, at - 2 - from);
        out += last == '\xBE' ? R"(<cp hex="FFFE"/>)" : R"(<cp hex="FFFF"/>)";
        from = ++at;
    }
    out.append(written, from);
    return out;
}

void add(std::string& out, std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) out += part;
}

std::string content_of(const std::vector<Piece>& pieces, const std::vector<Code>& codes, OriginalData& data) {
    std::string out;
    for (const Piece& piece : pieces) {
        if (piece.kind == Piece::Kind::text) {
            out += escaped(piece.text);
            continue;
        }
        if (piece.kind == Piece::Kind::close) {
            out += "</pc>";
            continue;
        }
        const Code& code = codes[piece.code];
        const std::string id = " id=\"" + std::to_string(piece.code + 1) + "\"" + std::string(type_of(code));
        constexpr std::string_view once = R"( canCopy="no" canDelete="no")";
        if (code.is_pair()) {
            const std::string begin = data.id_of(code.begin), end = data.id_of(code.end);
            add(out, {"<pc", id, once, " dataRefStart=\"", begin, "\" dataRefEnd=\"", end, "\">"});
            continue;
        }
        const bool is_break = code.kind == Code::Kind::line_break;
        const std::string data_id = data.id_of(code.begin), text = escaped_xml(code.text);
        const std::string_view equivalent = is_break ? " " : std::string_view(text);
        const std::string_view shown = is_break ? "&lt;br&gt;" : equivalent;
        add(out, {"<ph", id, once, " dataRef=\"", data_id, "\" equiv=\"", equivalent, "\" disp=\"", shown, "\"/>"});
    }
    return out;
}

std::string note(std::string_view category, std::string_view text) {
    return "<note category=\"" + std::string(category) + "\">" + escaped(text) + "</note>";
}

std::string_view meaning_of(article::Urgency urgency) {
    switch (urgency) {
        case article::Urgency::emergency:
            return "In the emergency box: who reads this has to call for help at once.";
        case article::Urgency::call_now:
            return "In the box of what to call the doctor for now.";
        case article::Urgency::watch:
            return "In the box of what to watch and call about in a day or two.";
    }
    return {};
}

std::string_view meaning_of(UnitKind kind) {
    switch (kind) {
        case UnitKind::title:
            return "The title of the article.";
        case UnitKind::alternative:
            return "Says what a picture shows, for those who can't see it.";
        case UnitKind::keywords:
            return "Words that the article should be found by; not printed. Separate them by \";\". There may be more, "
                   "fewer or none of them.";
        case UnitKind::synonyms:
            return "Other names of the subject, for search; not printed. Separate them by \";\". There may be more, "
                   "fewer or none of them.";
        default:
            return {};
    }
}

void write_unit(const Unit& unit, State state, const std::string& reason, std::string& out) {
    OriginalData data;
    const std::string source = content_of(unit.source.pieces, unit.source.codes, data);
    const std::string target = unit.target ? content_of(*unit.target, unit.source.codes, data) : std::string();
    out += "    <unit id=\"" + unit.id + "\" type=\"carepress:" + std::string(name_of(unit.kind)) + "\"" +
           (unit.translate ? "" : " translate=\"no\"") + " xml:space=\"preserve\">\n";
    std::string notes;
    if (!meaning_of(unit.kind).empty()) notes += note("what", meaning_of(unit.kind));
    if (unit.help) notes += note("what", meaning_of(*unit.help));
    if (!reason.empty()) notes += note("check", reason);
    if (!unit.other_target.empty()) notes += note("earlier-translation", unit.other_target);
    if (!notes.empty()) out += "      <notes>" + notes + "</notes>\n";
    if (!data.all().empty()) {
        out += "      <originalData>";
        int number = 0;
        for (const std::string& each : data.all())
            out += "<data id=\"d" + std::to_string(++number) + "\">" + escaped(each) + "</data>";
        out += "</originalData>\n";
    }
    const bool to_check = unit.target && state == State::initial;
    out += "      <segment id=\"s1\" state=\"" + std::string(name_of(unit.target ? state : State::initial)) + "\"" +
           (to_check ? " subState=\"" + std::string(check_state) + "\"" : "") + ">\n        <source>" + source +
           "</source>\n";
    if (unit.target) out += "        <target>" + target + "</target>\n";
    out += "      </segment>\n    </unit>\n";
}

}  // namespace

std::string_view name_of(State state) {
    switch (state) {
        case State::initial:
            return "initial";
        case State::translated:
            return "translated";
        case State::reviewed:
            return "reviewed";
        case State::final:
            return "final";
    }
    return {};
}

std::string digest_of(const std::vector<Unit>& units) {
    std::string ids;
    for (const Unit& unit : units) ids += unit.id + "\n";
    return hex(sha256(ids));
}

std::string write_xliff(std::string_view source_language, std::string_view target_language,
                        const std::vector<OutgoingFile>& files) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" "
        "version=\"2.1\" srcLang=\"" +
        escaped_xml(source_language) + "\" trgLang=\"" + escaped_xml(target_language) + "\">\n";
    for (const OutgoingFile& file : files) {
        out += "  <file id=\"" + escaped_xml(file.id) + "\" original=\"" + escaped_xml(file.original) + "\">\n" +
               "    <mda:metadata><mda:metaGroup category=\"carepress\">";
        out += "<mda:meta type=\"code\">" + escaped_xml(file.code) + "</mda:meta>";
        out += "<mda:meta type=\"texts\">" + file.texts + "</mda:meta>";
        out += "<mda:meta type=\"translation\">" + escaped_xml(file.translation) + "</mda:meta>";
        out += "</mda:metaGroup></mda:metadata>\n";
        if (!file.notes.empty()) {
            out += "    <notes>\n";
            for (const std::string& each : file.notes) out += "      " + note("translator", each) + "\n";
            out += "    </notes>\n";
        }
        for (std::size_t i = 0; i < file.units.size(); ++i)
            write_unit(file.units[i], file.states.at(i), file.reasons.at(i), out);
        out += "  </file>\n";
    }
    return out + "</xliff>\n";
}

}  // namespace carepress::xliff
