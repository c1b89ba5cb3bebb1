#pragma once

#include "article/emergency_numbers.h"
#include "style/brand.h"

namespace carepress::engine {

/// The numbers that a brand says in one language, for the placeholders of articles.
inline article::EmergencyNumbers emergency_numbers(const style::BrandTexts& texts) {
    return {texts.emergency_number, texts.poison_help, texts.crisis_line};
}

}  // namespace carepress::engine
