#include "pdf/numbers.h"

namespace carepress::pdf {

void append_color(std::string& out, Color color) {
    for (const int component : {color.red, color.green, color.blue}) {
        append_thousandths(out, (component * 1000 + 127) / 255);
        out += ' ';
    }
}

}  // namespace carepress::pdf
