#include "engine/write.h"

namespace carepress::engine {

std::vector<std::string> write(const layout::PagedDocument& document, Format format, Workspace& workspace) {
    std::vector<std::string> files;
    switch (format) {
        case Format::pdf:
            files.push_back(workspace.writer.write(document));
            break;
        case Format::svg:
            for (std::uint32_t page = 0; page < document.pages.size(); ++page)
                files.push_back(workspace.svg.write(document, page));
            break;
    }
    return files;
}

}  // namespace carepress::engine
