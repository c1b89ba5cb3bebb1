#include "base/markup.h"

namespace carepress {
namespace {

std::string escaped(std::string_view text, std::string_view carriage_return) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\r':
                out += carriage_return;
                break;
            default:
                out += c;
        }
    }
    return out;
}

}  // namespace

std::string escaped_html(std::string_view text) { return escaped(text, "\r"); }
std::string escaped_xml(std::string_view text) { return escaped(text, "&#13;"); }

}  // namespace carepress
