#include "press/write.h"

namespace carepress {

std::string write(const PagedDocument& document, Format format, Workspace& workspace) {
    switch (format) {
        case Format::pdf:
            return workspace.writer.write(document);
    }
    return {};
}

}  // namespace carepress
