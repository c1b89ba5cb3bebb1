#pragma once

#include "article/article.h"

#include <optional>
#include <string_view>

namespace carepress::article {

/// The notice that is written `name`, in any case: one of GitHub's five, or what other dialects call them ("info",
/// "hint", "danger").
std::optional<Notice> notice_of(std::string_view name);

/// Its mark in Markdown, "[!NOTE]".
std::string_view mark_of(Notice notice);

/// Its class in HTML, "notice-note".
std::string_view class_of(Notice notice);

}  // namespace carepress::article
