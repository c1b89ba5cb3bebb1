#include <carepress/diagnostic.h>

#include <ostream>

namespace carepress {
namespace {

const char* name_of(v0::Severity severity) {
    switch (severity) {
        case v0::Severity::note:
            return "note";
        case v0::Severity::warning:
            return "warning";
        case v0::Severity::error:
            break;
    }
    return "error";
}

}  // namespace

std::string v0::to_string(const Diagnostic& diagnostic) {
    std::string text = diagnostic.file;
    if (diagnostic.line > 0) text += ":" + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column);
    if (!text.empty()) text += ": ";
    text.append(name_of(diagnostic.severity)).append(": ").append(diagnostic.message);
    if (!diagnostic.hint.empty()) text += "\n  hint: " + diagnostic.hint;
    return text;
}

std::ostream& v0::operator<<(std::ostream& out, const Diagnostic& diagnostic) { return out << to_string(diagnostic); }

}  // namespace carepress
