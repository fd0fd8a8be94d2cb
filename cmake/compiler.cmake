# Warnings, strict Qt defines and sanitizers: one interface target that every target of the project links.

add_library(daraja_compiler INTERFACE)
target_include_directories(daraja_compiler INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(daraja_compiler INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor)
target_compile_definitions(daraja_compiler INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_KEYWORDS
    QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS
    DARAJA_VERSION="${PROJECT_VERSION}")
if(DARAJA_WERROR)
    target_compile_options(daraja_compiler INTERFACE -Werror)
endif()
if(DARAJA_SANITIZE)
    target_compile_options(daraja_compiler INTERFACE -fsanitize=${DARAJA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(daraja_compiler INTERFACE -fsanitize=${DARAJA_SANITIZE})
endif()
