"""What WordPress keeps of a text (blocks, classic HTML, Divi's shortcodes), made into blocks of ours."""
