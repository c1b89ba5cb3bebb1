#include "article/notice.h"

#include "base/ascii.h"

#include <array>
#include <utility>

namespace carepress::article {
namespace {

constexpr std::array<std::string_view, 5> marks{"[!NOTE]", "[!TIP]", "[!IMPORTANT]", "[!WARNING]", "[!CAUTION]"};
constexpr std::array<std::string_view, 5> classes{"notice-note", "notice-tip", "notice-important", "notice-warning",
                                                  "notice-caution"};

constexpr std::array<std::pair<std::string_view, Notice>, 9> names{{{"note", Notice::note},
                                                                    {"tip", Notice::tip},
                                                                    {"important", Notice::important},
                                                                    {"warning", Notice::warning},
                                                                    {"caution", Notice::caution},
                                                                    {"info", Notice::note},
                                                                    {"hint", Notice::tip},
                                                                    {"attention", Notice::important},
                                                                    {"danger", Notice::caution}}};

}  // namespace

std::optional<Notice> notice_of(std::string_view name) {
    const std::string lower = ascii_lower(name);
    for (const auto& [known, notice] : names)
        if (known == lower) return notice;
    return std::nullopt;
}

std::string_view mark_of(Notice notice) { return marks[static_cast<std::size_t>(notice)]; }
std::string_view class_of(Notice notice) { return classes[static_cast<std::size_t>(notice)]; }

}  // namespace carepress::article
