# A folder is a static library: `daraja_folder(http base)` builds core/http/*.cpp as daraja_http and lets it include core/base.
# The order in core/CMakeLists.txt is the include order of the architecture; tests/core/tst_layers.cpp guards it.

function(daraja_folder name)
    file(GLOB sources CONFIGURE_DEPENDS *.cpp)
    file(GLOB headers CONFIGURE_DEPENDS *.h)
    list(TRANSFORM ARGN PREPEND daraja_)
    if(NOT sources) # BOOTSTRAP
        file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp "")
        set(sources ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp)
    endif()
    add_library(daraja_${name} STATIC ${sources} ${headers})
    target_link_libraries(daraja_${name} PUBLIC daraja_compiler Qt6::Core ${ARGN})
    target_precompile_headers(daraja_${name} PRIVATE
        <QByteArray> <QDateTime> <QHash> <QJsonDocument> <QJsonObject> <QList> <QObject> <QString> <QTimer> <QUrl> <functional> <memory> <optional>)
endfunction()
